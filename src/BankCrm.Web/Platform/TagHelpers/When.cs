using System.Globalization;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>How long ago or until, with the exact moment as its title: <c>&lt;crm-time at="@row.DueAt" /&gt;</c>.</summary>
[HtmlTargetElement("crm-time", Attributes = "at", TagStructure = TagStructure.WithoutEndTag)]
public sealed class When(Show show) : TagHelper
{
    public DateTimeOffset? At { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (At is not { } at)
        {
            output.SuppressOutput();
            return;
        }

        output.Become("time");
        output.Attributes.SetAttribute("datetime", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", show.ExactMoment(at));
        output.Content.SetContent(show.Distance(at));
    }
}
