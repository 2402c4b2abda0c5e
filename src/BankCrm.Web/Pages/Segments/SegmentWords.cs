using System.Globalization;
using BankCrm.Application.Segments.Fields;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Pages.Segments;

/// <summary>What a segment asks for as one sentence.</summary>
internal static class SegmentWords
{
    public static string Sentence(SegmentGroup group, SegmentFieldsShown fields, Text text, Show show) =>
        group.Parts.Count == 0 ? text["All customers"] : text["Customers: {0}", Of(group, fields, text, show, isInner: false)];

    /// <summary>The fields whose values must be read for the sentences of these.</summary>
    public static IReadOnlyCollection<string> FieldsOf(IEnumerable<SegmentGroup> groups) => [.. groups.SelectMany(g => g.Conditions).Select(c => c.Field).Distinct()];

    private static string Of(SegmentGroup group, SegmentFieldsShown fields, Text text, Show show, bool isInner)
    {
        var parts = group.Parts.Select(p => p is SegmentGroup inner ? Of(inner, fields, text, show, isInner: true) : Of((SegmentCondition)p, fields, text, show)).ToList();
        var joined = string.Join(group.Join is SegmentJoin.All ? text[" and "] : text[" or "], parts);
        return group.IsNot ? text["not ({0})", joined] : isInner && parts.Count > 1 ? text["({0})", joined] : joined;
    }

    private static string Of(SegmentCondition condition, SegmentFieldsShown fields, Text text, Show show)
    {
        if (fields.Find(condition.Field) is not { } field)
        {
            return text["something that is not known any more"];
        }

        var name = NameOf(field, condition, text, show);
        var isMoney = field.Kind is SegmentFieldKind.Money;
        var values = condition.Values.Select(v => Shown(v, isMoney, show)).ToList();
        var chosen = string.Join(text[", "], condition.Values.Select(v => ValueOf(v, fields.Choices.GetValueOrDefault(field.Key) ?? field.Choices, text, show)));
        var (first, second) = (values.ElementAtOrDefault(0) ?? "", values.ElementAtOrDefault(1) ?? "");
        return condition.Test switch
        {
            SegmentTest.IsAnyOf => text["{0} is {1}", name, AnyOf(condition, fields, field, text, show)],
            SegmentTest.IsNoneOf => text["{0} is not {1}", name, AnyOf(condition, fields, field, text, show)],
            SegmentTest.HasAnyOf => text["{0}: any of {1}", name, chosen],
            SegmentTest.HasAllOf => text["{0}: all of {1}", name, chosen],
            SegmentTest.HasNoneOf => text["{0}: none of {1}", name, chosen],
            SegmentTest.AtLeast => text["{0} at least {1}", name, first],
            SegmentTest.AtMost => text["{0} at most {1}", name, first],
            SegmentTest.Between when first == second => text["{0} exactly {1}", name, first],
            SegmentTest.Between or SegmentTest.BetweenDays => second.Length == 0 ? text["{0} from {1}", name, first] : first.Length == 0 ? text["{0} up to {1}", name, second] : text["{0} from {1} to {2}", name, first, second],
            SegmentTest.InLastDays => text["{0} in the last {1} days", name, first],
            SegmentTest.NotInLastDays => text["{0} not in the last {1} days", name, first],
            SegmentTest.InNextDays => text["{0} in the next {1} days", name, first],
            SegmentTest.No => text["not: {0}", name],
            SegmentTest.IsUnknown => text["{0} is not known", name],
            _ => name,
        };
    }

    /// <summary>What a value is called.</summary>
    public static string ValueOf(string value, IReadOnlyList<SegmentChoice> choices, Text text, Show show) =>
        choices.FirstOrDefault(c => c.Value == value) is { } choice ? Name(choice, text, show) : choices.Count > 0 || Guid.TryParse(value, out _) ? text["something you do not see"] : value;

    public static string Name(SegmentChoice choice, Text text, Show show) =>
        choice.Means is { } word ? text[word] : choice.Month is { } month ? show.Month(month) : choice.Name;

    private static string AnyOf(SegmentCondition condition, SegmentFieldsShown fields, SegmentField field, Text text, Show show) =>
        string.Join(text[" or "], condition.Values.Select(v => ValueOf(v, fields.Choices.GetValueOrDefault(field.Key) ?? field.Choices, text, show)));

    private static string NameOf(SegmentField field, SegmentCondition condition, Text text, Show show)
    {
        var name = text[field.Sentence];
        var of = condition.Of.Count == 0 ? "" : string.Join(text[", "], condition.Of.Select(v => ValueOf(v, field.CountedChoices, text, show)));
        return (of.Length, condition.Days) switch
        {
            ( > 0, { } days) => text["{0} ({1}) within {2} days", name, of, days],
            (0, { } days) => text["{0}, within {1} days", name, days],
            _ => name,
        };
    }

    private static string Shown(string value, bool isMoney, Show show) =>
        isMoney && decimal.TryParse(value, CultureInfo.InvariantCulture, out var amount) ? show.Money(amount)
        : DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? show.Day(day)
        : value;
}
