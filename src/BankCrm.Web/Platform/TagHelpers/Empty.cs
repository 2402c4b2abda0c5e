using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>A list with nothing in it: says why, and what to do. The content explains further.</summary>
[HtmlTargetElement("crm-empty", Attributes = "sentence")]
public sealed class Empty : TagHelper
{
    [HtmlAttributeName("icon")] public string IconName { get; set; } = "inbox";

    public string Sentence { get; set; } = "";

    /// <summary>What the button says, and where it leads.</summary>
    public string? Action { get; set; }

    public string? Href { get; set; }

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var more = await output.GetChildContentAsync();
        output.Become("div", "empty-state");
        output.Content.Clear();
        output.Content.AppendHtml(Icon.Of(IconName, ViewContext)).AppendHtml(Tag.New("p", "empty-sentence", Sentence));
        if (!more.IsEmptyOrWhiteSpace)
        {
            output.Content.AppendHtml(Tag.New("p", "text-secondary").Holding(more));
        }

        if (Action is not null && Href is not null)
        {
            output.Content.AppendHtml(Tag.New("a", "btn btn-primary", Action).With("href", Address.Resolved(ViewContext.HttpContext.Request, Href)));
        }
    }
}
