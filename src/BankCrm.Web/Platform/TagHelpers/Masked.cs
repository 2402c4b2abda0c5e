using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>A masked value, and beside it, for those who may, the way to reveal it: a page that asks for the reason.</summary>
[HtmlTargetElement("crm-masked", Attributes = "value", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Masked(Text text) : TagHelper
{
    /// <summary>Any value that masks itself when printed.</summary>
    public object? Value { get; set; }

    /// <summary>The address of the page that asks why. Null: this user may not.</summary>
    public string? Reveal { get; set; }

    /// <summary>Which value it is, for those who cannot see the row: "Phone".</summary>
    public string? Label { get; set; }

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (Value?.ToString() is not { Length: > 0 } shown)
        {
            return;
        }

        output.Content.AppendHtml(Tag.New("span", "masked", shown));
        if (!string.IsNullOrEmpty(Reveal)) // null arrives as an empty text
        {
            var name = Label is null ? text["Reveal"] : text["Reveal"] + ": " + Label;
            output.Content.AppendHtml(Tag.New("a", "reveal").With("href", Reveal).With("data-dialog", "").With("aria-label", name).With("title", name)
                .Holding(Icon.Of("eye", ViewContext)));
        }
    }
}
