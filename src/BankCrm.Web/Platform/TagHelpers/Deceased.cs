using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>Says beside a customer's name that they have died; nothing where they live: <c>&lt;crm-deceased when="@row.HasDied" /&gt;</c>.</summary>
[HtmlTargetElement("crm-deceased", Attributes = "when", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Deceased(Text text) : TagHelper
{
    public bool When { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (When)
        {
            output.Content.Append(" ").AppendHtml(Badge.Of(Colour.Grey, text["Deceased"]));
        }
    }
}
