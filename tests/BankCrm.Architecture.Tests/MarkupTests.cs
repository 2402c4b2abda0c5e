using System.Text.RegularExpressions;

namespace BankCrm.Architecture.Tests;

/// <summary>The content security policy ignores inline style and script without a word: none may be written.</summary>
public sealed partial class MarkupTests
{
    [Fact]
    public void Pages_have_no_inline_style_or_script() => House.Accept(Pages().SelectMany(Inline));

    [Fact]
    public void Every_page_has_a_model_that_says_who_may_open_it() => House.Accept(Pages().SelectMany(WithoutModel));

    [Theory]
    [InlineData("<p style=\"color: red\">")]
    [InlineData("<p class='a' style='x'>")]
    [InlineData("<button onclick=\"go()\">")]
    [InlineData("<a href=\"javascript:go()\">")]
    [InlineData("<div hx-on:click=\"go()\">")]
    [InlineData("<script>go()</script>")]
    [InlineData("<script type=\"module\">go()</script>")]
    [InlineData("<style>p { color: red }</style>")]
    public void Inline_style_or_script_is_caught(string markup) => Assert.NotEmpty(Inline(new("src/BankCrm.Web/Pages/A.cshtml", markup)));

    [Theory]
    [InlineData("<script src=\"/lib/app.js\" defer></script>")]
    [InlineData("<script type=\"application/json\" id=\"chart\">{}</script>")]
    [InlineData("@* no style=\"x\" here *@ <p class=\"on-top\" data-once=\"1\">")]
    public void Script_that_the_policy_lets_pass_is_fine(string markup) => Assert.Empty(Inline(new("src/BankCrm.Web/Pages/A.cshtml", markup)));

    [Fact]
    public void A_page_without_a_model_is_caught() => Assert.Single(WithoutModel(new("src/BankCrm.Web/Pages/A.cshtml", "@page \"/a\"\n<p>")));

    private static IEnumerable<SourceFile> Pages() => House.Code.Where(f => f.Is(".cshtml"));

    private static IEnumerable<string> Inline(SourceFile page) => page.Find(InlineCode(), "the content security policy forbids it: use a class or a script file");

    private static IEnumerable<string> WithoutModel(SourceFile page) =>
        PageLine().IsMatch(page.Code) && !ModelLine().IsMatch(page.Code) ? [$"{page.Path} has no @model, so nobody may open it."] : [];

    [GeneratedRegex(
        """(?<=<[^<>]*\s)(style|on[a-z]+|hx-on[\w:-]*)\s*=|javascript:|<style\b|<script\b(?![^>]*\bsrc\s*=)(?![^>]*type="application/json")[^>]*>""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"^@page\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PageLine();

    [GeneratedRegex(@"^@model\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ModelLine();
}
