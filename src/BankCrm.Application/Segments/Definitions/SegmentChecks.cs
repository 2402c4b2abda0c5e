using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Fields;
using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Definitions;

namespace BankCrm.Application.Segments.Definitions;

/// <summary>Whether a condition can be asked. What cannot never comes near the database.</summary>
[Policy]
internal sealed class SegmentChecks(SegmentFields fields)
{
    public const int MostDays = 36_500;
    private const decimal Most = 1_000_000_000_000m;
    private const int WordMaxLength = 100;

    /// <summary>Null: all can be asked.</summary>
    public Fault? Check(SegmentGroup group) => group.Conditions.Select(Check).FirstOrDefault(f => f is not null);

    /// <summary>Null: it can be asked.</summary>
    public Fault? Check(SegmentCondition condition)
    {
        var field = fields.Find(condition.Field);
        return field is null || !field.Tests.Contains(condition.Test) ? new("Choose what to ask for.")
            : DaysOf(field, condition) ?? CountedOf(field, condition) ?? ValuesOf(field, condition);
    }

    private static Fault? DaysOf(SegmentField field, SegmentCondition condition) =>
        !field.AsksForDays ? null
        : condition.Days is not { } days || (field.Windows.Count > 0 ? !field.Windows.Contains(days) : days is < 1 or > MostDays) ? new("Say within how many days.")
        : null;

    private static Fault? CountedOf(SegmentField field, SegmentCondition condition) =>
        condition.Of.All(v => field.CountedChoices.Any(c => c.Value == v)) ? null : new("Choose what to ask for.");

    private static Fault? ValuesOf(SegmentField field, SegmentCondition condition) => condition.Test switch
    {
        SegmentTest.Yes or SegmentTest.No or SegmentTest.IsUnknown => null,
        SegmentTest.InLastDays or SegmentTest.NotInLastDays or SegmentTest.InNextDays =>
            condition.Values is [var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostDays
                ? null : new("Say how many days, from 1 to {0}.", MostDays),
        SegmentTest.BetweenDays => Range(condition, text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : null, "Write a day, such as 2026-03-31."),
        SegmentTest.AtLeast or SegmentTest.AtMost or SegmentTest.Between => Range(condition, text => Figure(text, field.Kind is SegmentFieldKind.Money), "Write a number."),
        _ => Chosen(field, condition),
    };

    private static Fault? Chosen(SegmentField field, SegmentCondition condition) =>
        condition.Values.Count == 0 ? new("Choose at least one.")
        : field.Kind is SegmentFieldKind.Words ? condition.Values.All(v => v.Trim().Length is > 0 and <= WordMaxLength) ? null : new("Write words of at most {0} letters.", WordMaxLength)
        : field.Choices.Count > 0 ? condition.Values.All(v => field.Choices.Any(c => c.Value == v)) ? null : new("Choose what to ask for.")
        : field.Kind is SegmentFieldKind.Choice || field.Key == "products" ? condition.Values.All(v => Guid.TryParse(v, out _)) ? null : new("Choose what to ask for.")
        : null;

    private static Fault? Range(SegmentCondition condition, Func<string, decimal?> read, string sentence)
    {
        var two = condition.Test is SegmentTest.Between or SegmentTest.BetweenDays;
        var given = condition.Values.Where(v => v.Length > 0).ToList();
        var read1 = given.ConvertAll(v => read(v));
        return given.Count == 0 || condition.Values.Count > 2 || read1.Contains(null) || (!two && condition.Values.Count > 1) ? new(sentence)
            : read1 is [var from, var to] && from > to ? new("The first is larger than the second.")
            : null;
    }

    private static decimal? Figure(string text, bool isMoney) =>
        decimal.TryParse(text, isMoney ? NumberStyles.AllowDecimalPoint : NumberStyles.None, CultureInfo.InvariantCulture, out var figure) && figure is >= 0 and <= Most
        && (!isMoney || decimal.Round(figure, 2) == figure) && (isMoney || figure <= int.MaxValue) ? figure : null;
}
