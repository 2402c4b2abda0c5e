using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>A status in a word: <c>&lt;crm-badge colour="Red"&gt;</c>. The word carries the meaning, the colour only helps.</summary>
[HtmlTargetElement("crm-badge")]
public sealed class Badge : TagHelper
{
    public Colour Colour { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become("span", ClassOf(Colour));

    /// <summary>The same, for code that writes many.</summary>
    internal static TagBuilder Of(Colour colour, string word) => Tag.New("span", ClassOf(colour), word);

    private static string ClassOf(Colour colour) => "tone tone-" + colour switch
    {
        Colour.Blue => "blue",
        Colour.Green => "green",
        Colour.Amber => "amber",
        Colour.Red => "red",
        Colour.Purple => "purple",
        _ => "grey",
    };
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
