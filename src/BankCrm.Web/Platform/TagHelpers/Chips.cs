using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>A filter in force, in words.</summary>
/// <param name="Without">What of the address changes where it is taken off; null takes the name out.</param>
public sealed record Chip(string Label, string Value, params (string Name, string? Value)[] Without);

/// <summary>The filters of a list that are in force, each with a link that takes it off.</summary>
[HtmlTargetElement("crm-chips", Attributes = "items", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Chips(Text text) : TagHelper
{
    public IReadOnlyList<Chip> Items { get; set; } = [];

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Items.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.Become("ul", "chips");
        output.Attributes.SetAttribute("aria-label", text["Filters in force"]);
        foreach (var chip in Items)
        {
            var words = $"{chip.Label}: {chip.Value}";
            var href = Address.With(ViewContext.HttpContext.Request, [.. chip.Without, (Address.After, null), (Address.Count, null)]);
            output.Content.AppendHtml(Tag.New("li", "chip").Holding(
                Tag.New("span", text: words),
                Tag.New("a", "chip-off").With("href", href).With("aria-label", text["Take off the filter {0}", words]).Holding(Icon.Of("x", ViewContext))));
        }
    }
}
