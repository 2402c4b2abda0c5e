using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>
/// A column head that orders the list: <c>&lt;th sort="due"&gt;</c>. The address says <c>sort=due</c>, or <c>sort=-due</c> for the other way
/// round; the handler knows the keys. <c>sorted</c> is the order where the address says none.
/// </summary>
[HtmlTargetElement("th", Attributes = "sort")]
public sealed class SortHeader : TagHelper
{
    public string Sort { get; set; } = "";

    public string? Sorted { get; set; }

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        var current = request.Query[Address.Sort].ToString() is { Length: > 0 } asked ? asked : Sorted;
        var (up, down) = (current == Sort, current == "-" + Sort);

        var link = Tag.New("a", "sort").With("href", Address.With(request, (Address.Sort, up ? "-" + Sort : Sort), (Address.After, null)))
            .Holding(await output.GetChildContentAsync());
        if (up || down)
        {
            output.Attributes.SetAttribute("aria-sort", up ? "ascending" : "descending");
            link.Holding(Icon.Of(up ? "chevron-up" : "chevron-down", ViewContext));
        }

        output.Attributes.SetAttribute("scope", "col");
        output.Content.SetHtmlContent(link);
    }
}
