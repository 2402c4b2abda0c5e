using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>The head of a page: the way here (<c>crm-crumb</c>), its title, and what can be done with it.</summary>
[HtmlTargetElement("crm-head", Attributes = "title")]
public sealed class Head(Text text) : TagHelper
{
    public string Title { get; set; } = "";

    /// <summary>What the browser's tab says where the title itself is too private or too long for it.</summary>
    public string? Tab { get; set; }

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var crumbs = new List<(string Href, IHtmlContent Text)>();
        context.Items[typeof(Crumb)] = crumbs;
        var actions = await output.GetChildContentAsync();
        ViewContext.ViewData["Title"] = Tab ?? Title;

        output.Become("div", "head");
        output.Content.Clear();
        if (crumbs.Count > 0)
        {
            output.Content.AppendHtml(Tag.New("nav", "crumbs").With("aria-label", text["Where this page is"]).Holding(Tag.New("ol").Holding(
                [.. crumbs.Select(c => Tag.New("li").Holding(Tag.New("a").With("href", c.Href).Holding(c.Text)))])));
        }

        output.Content.AppendHtml(Tag.New("h1", text: Title));
        if (!actions.IsEmptyOrWhiteSpace)
        {
            output.Content.AppendHtml(Tag.New("div", "head-actions").Holding(actions));
        }
    }
}

/// <summary>A page above this one; stands inside <c>crm-head</c>.</summary>
[HtmlTargetElement("crm-crumb", Attributes = "href", ParentTag = "crm-head")]
public sealed class Crumb : TagHelper
{
    public string Href { get; set; } = "";

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((List<(string, IHtmlContent)>)context.Items[typeof(Crumb)]).Add((Address.Resolved(ViewContext.HttpContext.Request, Href), await output.GetChildContentAsync()));
        output.SuppressOutput();
    }
}
