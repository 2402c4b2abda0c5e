using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>A filter of which several values may be ticked, any of which will do; stands in <c>crm-filters</c>.</summary>
[HtmlTargetElement("crm-any", Attributes = "name,label,items", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Any(Text text) : TagHelper
{
    public string Name { get; set; } = "";

    public string Label { get; set; } = "";

    public IEnumerable<SelectListItem> Items { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var items = Items.ToList();
        var chosen = items.Where(i => i.Selected).Select(i => i.Text).ToList();
        var words = chosen.Count == 0 ? text["All"] : string.Join(text[", "], chosen);
        output.Become("div", "field");
        output.Content.SetHtmlContent(Tag.New("span", "form-label", Label).With("aria-hidden", "true"));
        output.Content.AppendHtml(Tag.New("details", "menu any").With("data-any", "").Holding(
            Tag.New("summary", "form-select", words).With("aria-label", $"{Label}: {words}"),
            Tag.New("div", "menu-panel").With("role", "group").With("aria-label", Label).Holding([.. items.Select(Box)])));
    }

    private IHtmlContent Box(SelectListItem item) => Tag.New("label", "menu-item").Holding(
        Tag.New("input", "form-check-input").Alone()
            .With("type", "checkbox").With("name", Name).With("value", item.Value).Flagged("checked", item.Selected),
        Tag.New("span", text: item.Text));
}
