using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>The last line of a form: the button that does it, the content (other buttons), the way out.</summary>
[HtmlTargetElement("crm-buttons", Attributes = "submit")]
public sealed class FormButtons(Text text) : TagHelper
{
    public string Submit { get; set; } = "";

    /// <summary>Where "Cancel" leads.</summary>
    public string? Cancel { get; set; }

    /// <summary>For what destroys or cannot be undone.</summary>
    public bool Harmful { get; set; }

    /// <summary>A question to be answered first.</summary>
    public string? Confirm { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var others = await output.GetChildContentAsync();
        output.Become("div", "form-buttons");
        output.Content.SetHtmlContent(Tag.New("button", Harmful ? "btn btn-danger" : "btn btn-primary", Submit)
            .With("type", "submit").With("data-confirm", string.IsNullOrEmpty(Confirm) ? null : Confirm));
        output.Content.AppendHtml(others);
        if (!string.IsNullOrEmpty(Cancel)) // Razor hands over null as an empty text
        {
            output.Content.AppendHtml(Tag.New("a", "btn btn-link", text["Cancel"]).With("href", Cancel));
        }
    }
}
