using BankCrm.Application.Admin;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Admin;

/// <summary>Names on the pages of administration.</summary>
internal static class AdminWords
{
    public static string Of(this Text text, Choice choice) => choice.IsNamedByUs ? text[choice.Label] : choice.Label;

    public static IEnumerable<SelectListItem> Items(this Text text, IEnumerable<Choice> choices) =>
        choices.Select(choice => new SelectListItem(text.Of(choice), choice.Id.ToString()));

    /// <summary>"data-quality" is "Data quality".</summary>
    public static string Feature(this Text text, string feature) => text[SentenceOf(feature)];

    internal static string SentenceOf(string feature) => char.ToUpperInvariant(feature[0]) + feature[1..].Replace('-', ' ');
}
