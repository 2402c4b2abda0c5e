using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>A Tabler icon: <c>&lt;crm-icon icon="users" /&gt;</c>. Decoration only; what it means stands in words beside it.</summary>
[HtmlTargetElement("crm-icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Icon : TagHelper
{
    private static readonly ConcurrentDictionary<(string Sprite, string Name), IHtmlContent> Drawn = new();

    [HtmlAttributeName("icon")] public string Name { get; set; } = "";

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Of(Name, ViewContext));
    }

    internal static IHtmlContent Of(string name, ViewContext view)
    {
        var files = view.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        return Drawn.GetOrAdd((view.HttpContext.Request.PathBase + "/" + (files?["lib/icons.svg"] ?? "lib/icons.svg"), name), Draw);
    }

    private static HtmlString Draw((string Sprite, string Name) icon)
    {
        using var html = new StringWriter();
        Tag.New("svg", "icon").With("aria-hidden", "true").Holding(Tag.New("use").With("href", $"{icon.Sprite}#{icon.Name}")).WriteTo(html, HtmlEncoder.Default);
        return new HtmlString(html.ToString());
    }
}
