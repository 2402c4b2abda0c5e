using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>Below a list: on to the next page, back to the first. Filters and order stay.</summary>
[HtmlTargetElement("crm-pager", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Pager(Text text) : TagHelper
{
    /// <summary>The cursor of the next page; null on the last.</summary>
    public string? Next { get; set; }

    /// <summary>How many there are, in words or figures, where the page knows.</summary>
    public string? Count { get; set; }

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        var onFirst = string.IsNullOrEmpty(request.Query[Address.After]);
        if (onFirst && string.IsNullOrEmpty(Next) && string.IsNullOrEmpty(Count))
        {
            output.SuppressOutput();
            return;
        }

        output.Become("nav", "pager");
        output.Attributes.SetAttribute("aria-label", text["Pages"]);
        output.Content.AppendHtml(Tag.New("span", "text-secondary", Count ?? ""));
        if (!onFirst)
        {
            output.Content.AppendHtml(Tag.New("a", "btn", text["First page"]).With("href", Address.With(request, (Address.After, null))));
        }

        if (!string.IsNullOrEmpty(Next)) // Razor writes null as empty
        {
            output.Content.AppendHtml(Tag.New("a", "btn", text["Next page"]).With("rel", "next").With("href", Address.With(request, (Address.After, Next))));
        }
    }
}
