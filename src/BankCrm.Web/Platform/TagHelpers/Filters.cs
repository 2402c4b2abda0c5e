using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>The filters of a list. They live in the address, so a filtered list can be kept and sent.</summary>
[HtmlTargetElement("crm-filters")]
public sealed class Filters(Text text) : TagHelper
{
    /// <summary>Where "Clear" leads; null: to the page without a query.</summary>
    public string? Clear { get; set; }

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        context.Items[typeof(Filters)] = this;
        var fields = await output.GetChildContentAsync();
        var query = ViewContext.HttpContext.Request.Query;

        output.Become("form", "filters");
        output.Attributes.SetAttribute("method", "get");
        output.Attributes.SetAttribute("role", "search");
        output.Attributes.SetAttribute("aria-label", text["Filters"]);
        output.Attributes.SetAttribute("data-filters", "");
        output.Content.SetHtmlContent(fields);
        foreach (var kept in Address.Kept.Where(query.ContainsKey))
        {
            output.Content.AppendHtml(Tag.New("input").Alone().With("type", "hidden").With("name", kept).With("value", query[kept].ToString()));
        }

        var buttons = Tag.New("div", "filters-buttons").Holding(Tag.New("button", "btn", text["Apply"]).With("type", "submit"));
        if (query.Any(q => !Address.IsNoFilter(q.Key) && q.Value.Any(v => !string.IsNullOrEmpty(v))))
        {
            buttons.Holding(Tag.New("a", "btn btn-link", text["Clear"]).With("href", Clear ?? ViewContext.HttpContext.Request.PathBase + ViewContext.HttpContext.Request.Path));
        }

        output.Content.AppendHtml(buttons);
    }
}
