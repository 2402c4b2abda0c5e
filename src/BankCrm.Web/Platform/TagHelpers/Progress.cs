using System.Globalization;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>
/// How far a background run is. While <c>running</c>, it asks <c>href</c> every two seconds for itself anew: a handler that answers with this
/// element alone. The content says it in words.
/// </summary>
[HtmlTargetElement("crm-progress", Attributes = "href")]
public sealed class Progress(Text text) : TagHelper
{
    public string Href { get; set; } = "";

    public long Done { get; set; }

    /// <summary>Null while it is not known.</summary>
    public long? Total { get; set; }

    public bool Running { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        output.Become("div", "run");
        output.Attributes.SetAttribute("aria-busy", Running ? "true" : "false");
        if (Running)
        {
            output.Attributes.SetAttribute("hx-get", Href);
            output.Attributes.SetAttribute("hx-trigger", "every 2s");
            output.Attributes.SetAttribute("hx-swap", "outerHTML");
        }

        var bar = Tag.New("progress").With("aria-label", text["Progress"]).With("max", (Total ?? 1).ToString(CultureInfo.InvariantCulture))
            .With("value", Total is null ? null : Done.ToString(CultureInfo.InvariantCulture));
        output.Content.SetHtmlContent(bar).AppendHtml(Tag.New("div", "run-words").With("role", "status").Holding(words));
    }
}
