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
        .. One(text["Tier"], Any(filter.Tier?.Select(tier => text[tier]), text), nameof(CustomerListAddress.Tier)),
        .. One(text["Stage"], Any(filter.Stage?.Select(stage => text[stage]), text), nameof(CustomerListAddress.Stage)),
        .. One(text["Owner"], Any(OwnersOf(filter, choices, text), text), nameof(CustomerListAddress.Owner)),
        .. One(text["Branch"], Any(filter.Branch?.Select(branch => choices.BranchName(branch) ?? text["Another branch"]), text), nameof(CustomerListAddress.Branch)),
        .. Tags(filter, text),
        .. One(text["List"], filter.List is { } list ? choices.Lists.FirstOrDefault(l => l.Id == list)?.Name ?? text["A list that is not yours to use"] : null, nameof(CustomerListAddress.List)),
        .. One(text["Sex"], filter.Sex is { } sex ? text[sex] : null, nameof(CustomerListAddress.Sex)),
        .. One(text["City"], filter.City, nameof(CustomerListAddress.City)),
        .. One(text["Age"], Range(show.Number(filter.AgeFrom), show.Number(filter.AgeTo), text), nameof(CustomerListAddress.AgeFrom), nameof(CustomerListAddress.AgeTo)),
        .. One(text["Birthday"], filter.BirthMonth is { } month ? show.Month(month) : null, nameof(CustomerListAddress.Birthday)),
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
        if (filter.AnyTag && tags.Count > 1)
        {
            return [new(text["Tag"], Any(tags, text)!, (nameof(CustomerListAddress.Tag), null), (nameof(CustomerListAddress.AnyTag), null))];
        }

        return tags.Select(tag => new Chip(
            text["Tag"], tag, (nameof(CustomerListAddress.Tag), tags.Count == 1 ? null : TagText.Join(tags.Where(other => other != tag)))));
    }

    private static IEnumerable<string> OwnersOf(CustomerFilter filter, ListChoices choices, Text text) =>
    [
        .. filter.IsMine ? [text["My customers"]] : Array.Empty<string>(),
        .. filter.IsNobodys ? [text["Nobody's"]] : Array.Empty<string>(),
        .. filter.Owner?.Select(owner => choices.Owners.FirstOrDefault(o => o.Id == owner)?.Name ?? text["A colleague"]) ?? [],
    ];

    /// <summary>"Private, Affluent or VIP". Null: there is none.</summary>
    private static string? Any(IEnumerable<string>? values, Text text) => values?.ToList() switch
    {
        null or [] => null,
        [var one] => one,
        [.. var first, var last] => text["{0} or {1}", string.Join(text[", "], first), last],
    };

    private static string? Range(string from, string to, Text text) => (from, to) switch
    {
        ("", "") => null,
        (_, "") => text["from {0}", from],
        ("", _) => text["up to {0}", to],
        _ => text["{0} to {1}", from, to],
    };
}
