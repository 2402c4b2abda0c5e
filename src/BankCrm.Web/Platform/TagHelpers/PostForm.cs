using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>
/// Every form that posts: what was wrong stands at its top, and the form script looks after it. <c>plain</c>: a button only, no more.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class PostForm(Text text) : TagHelper
{
    private readonly FormErrors errors = new();

    public bool Plain { get; set; }

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    // Not later: a helper of the framework draws the fields before this one is asked.
    public override void Init(TagHelperContext context) => context.Items[typeof(FormErrors)] = errors;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (Plain)
        {
            return;
        }

        await output.GetChildContentAsync();

        output.Attributes.SetAttribute("novalidate", "");
        output.Attributes.SetAttribute("data-form", "");
        if (errors.Summary(ViewContext, text) is { } summary)
        {
            output.PreContent.AppendHtml(summary);
        }
    }
}

/// <summary>Where a page has no form, or several: why what was asked for was refused.</summary>
[HtmlTargetElement("crm-errors", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Errors(Text text) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (new FormErrors().Summary(ViewContext, text) is { } summary)
        {
            output.Content.SetHtmlContent(summary);
        }
    }
}
