using BankCrm.Application.Customers.List;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Customers.Selections;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Customers;

/// <summary>What a filter of customers asks for, in words: for the chips above a list, and wherever a list is spoken of.</summary>
internal static class FilterWords
{
    public static IReadOnlyList<Chip> Of(CustomerFilter filter, ListChoices choices, Text text, Show show) =>
    [
        .. One(text["Kind"], filter.Kind is { } kind ? text[kind] : null, nameof(CustomerListAddress.Kind)),
        .. One(text["Tier"], filter.Tier is { } tier ? text[tier] : null, nameof(CustomerListAddress.Tier)),
        .. One(text["Stage"], filter.Stage is { } stage ? text[stage] : null, nameof(CustomerListAddress.Stage)),
        .. One(text["Owner"], OwnerOf(filter, choices, text), nameof(CustomerListAddress.Owner)),
        .. One(text["Branch"], filter.Branch is { } branch ? choices.BranchName(branch) ?? text["Another branch"] : null, nameof(CustomerListAddress.Branch)),
        .. Tags(filter, text),
        .. One(text["Sex"], filter.Sex is { } sex ? text[sex] : null, nameof(CustomerListAddress.Sex)),
        .. One(text["City"], filter.City, nameof(CustomerListAddress.City)),
        .. One(text["Age"], Range(show.Number(filter.AgeFrom), show.Number(filter.AgeTo), text), nameof(CustomerListAddress.AgeFrom), nameof(CustomerListAddress.AgeTo)),
        .. One(text["Phone"], filter.HasPhone is { } has ? text[has ? "Yes" : "No"] : null, nameof(CustomerListAddress.Phone)),
        .. One(text["Customer since"], Range(show.Day(filter.AddedFrom), show.Day(filter.AddedTo), text), nameof(CustomerListAddress.AddedFrom), nameof(CustomerListAddress.AddedTo)),
        .. One(text["Last changed"], Range(show.Day(filter.ChangedFrom), show.Day(filter.ChangedTo), text), nameof(CustomerListAddress.ChangedFrom), nameof(CustomerListAddress.ChangedTo)),
        .. One(text["Protected records"], filter.HidesProtected ? text["Hide them"] : null, nameof(CustomerListAddress.Protected)),
    ];

    /// <summary>All of it as one sentence, no longer than can be kept.</summary>
    public static string Sentence(IEnumerable<Chip> chips)
    {
        var words = string.Join("; ", chips.Select(chip => $"{chip.Label}: {chip.Value}"));
        return words.Length <= CustomerSelection.WordsMaxLength ? words : words[..(CustomerSelection.WordsMaxLength - 1)] + "…";
    }

    private static IEnumerable<Chip> One(string label, string? value, params string[] names) =>
        string.IsNullOrWhiteSpace(value) ? [] : [new(label, value, [.. names.Select(name => (name, (string?)null))])];

    private static IEnumerable<Chip> Tags(CustomerFilter filter, Text text)
    {
        var tags = TagText.Split([filter.Tag]);
        return tags.Select(tag => new Chip(
            text["Tag"], tag, (nameof(CustomerListAddress.Tag), tags.Count == 1 ? null : TagText.Join(tags.Where(other => other != tag)))));
    }

    private static string? OwnerOf(CustomerFilter filter, ListChoices choices, Text text) =>
        filter.IsMine ? text["My customers"]
        : filter.IsNobodys ? text["Nobody's"]
        : filter.Owner is { } owner ? choices.Owners.FirstOrDefault(o => o.Id == owner)?.Name ?? text["A colleague"]
        : null;

    private static string? Range(string from, string to, Text text) => (from, to) switch
    {
        ("", "") => null,
        (_, "") => text["from {0}", from],
        ("", _) => text["up to {0}", to],
        _ => text["{0} to {1}", from, to],
    };
}
