using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>The particulars of a record: pairs of label and value.</summary>
[HtmlTargetElement("crm-details")]
public sealed class Details : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become("dl", "details");
}

/// <summary>One of them. What is not known shows as a dash.</summary>
[HtmlTargetElement("crm-detail", Attributes = "label")]
public sealed class Detail : TagHelper
{
    public string Label { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var value = await output.GetChildContentAsync();
        output.Become("div");
        output.Content.Clear();
        output.Content.AppendHtml(Tag.New("dt", text: Label))
            .AppendHtml(value.IsEmptyOrWhiteSpace ? Tag.New("dd", "text-secondary", "—") : Tag.New("dd").Holding(value));
    }
}
