using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>A status in a word: <c>&lt;crm-badge colour="Red"&gt;</c>. The word carries the meaning, the colour only helps.</summary>
[HtmlTargetElement("crm-badge")]
public sealed class Badge : TagHelper
{
    public Colour Colour { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become("span", $"tone tone-{Colour.ToString().ToLowerInvariant()}");
}

public enum Colour
{
    /// <summary>Nothing to note.</summary>
    Grey,

    /// <summary>Under way.</summary>
    Blue,

    /// <summary>Good, done.</summary>
    Green,

    /// <summary>Look at it soon.</summary>
    Amber,

    /// <summary>Wrong, late, stopped.</summary>
    Red,

    /// <summary>Special: a VIP, for example.</summary>
    Purple,
}
