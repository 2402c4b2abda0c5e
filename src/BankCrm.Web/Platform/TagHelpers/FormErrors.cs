using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>What was wrong with the form that came back: sentences about the whole of it, and a link to each field in question.</summary>
internal sealed class FormErrors
{
    private static readonly object Shown = new();

    private readonly List<(string Id, string Label, string Error)> fields = [];

    /// <summary>The first wrong field takes the focus.</summary>
    public bool AddFirst(string id, string label, string error)
    {
        fields.Add((id, label, error));
        return fields.Count == 1;
    }

    /// <summary>Null where there is nothing to say.</summary>
    public IHtmlContent? Summary(ViewContext view, Text text)
    {
        var sentences = WholeForm(view);
        if (sentences.Length == 0 && fields.Count == 0)
        {
            return null;
        }

        var list = Tag.New("ul", "mb-0").Holding([.. fields.Select(f =>
            Tag.New("li").Holding(Tag.New("a", text: f.Label).With("href", "#" + f.Id)).Holding(": " + f.Error))]);
        return Tag.New("div", "alert alert-danger form-errors")
            .With("role", "alert").With("tabindex", "-1").Flagged("autofocus", fields.Count == 0)
            .Holding([.. sentences.Select(s => Tag.New("p", text: s))])
            .Holding(AsItIsNow(view, text))
            .Holding(fields.Count == 0 ? null : Tag.New("p", text: text["Please check what is marked below."]), fields.Count == 0 ? null : list);
    }

    /// <summary>After a conflict: the record in a tab of its own, so that the words in the form stay.</summary>
    private static TagBuilder? AsItIsNow(ViewContext view, Text text) => view.ViewData["Conflict"] is not true ? null : Tag.New("p").Holding(
        Tag.New("a", text: text["See it as it is now (in a new tab)"]).With("target", "_blank").With("rel", "noopener")
            .With("href", Address.With(view.HttpContext.Request)));

    /// <summary>Once a page: it may hold several forms.</summary>
    private static string[] WholeForm(ViewContext view) =>
        view.ViewData.ModelState.TryGetValue("", out var entry) && entry.Errors.Count > 0 && view.HttpContext.Items.TryAdd(Shown, true)
            ? [.. entry.Errors.Select(e => e.ErrorMessage)]
            : [];
}
