using System.Globalization;
using System.Linq.Expressions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Segments.Definitions;
using static BankCrm.Application.Segments.Fields.SegmentExpressions;

namespace BankCrm.Application.Segments.Fields;

/// <summary>Makes fields of the usual kinds.</summary>
internal static class FieldMaker
{
    /// <summary>One of the members of an enumeration.</summary>
    public static SegmentField Choice<T>(string key, string sentence, SegmentSubject subject, Expression<Func<SegmentRow, T?>> value) where T : struct, Enum => new(
        key, sentence, subject, SegmentFieldKind.Choice)
    {
        Choices = MembersOf<T>(),
        Where = (condition, _) => condition.Test is SegmentTest.IsUnknown
            ? IsNull(value)
            : Turned(condition, SegmentTest.IsNoneOf, IsOneOf(value, [.. condition.Values.Select(v => (T?)Enum.Parse<T>(v))])),
    };

    /// <summary>One of records that are named by their ids.</summary>
    public static SegmentField Record(string key, string sentence, SegmentSubject subject, Func<SegmentCondition, SegmentAsking, Expression<Func<SegmentRow, bool>>> isOneOf) => new(
        key, sentence, subject, SegmentFieldKind.Choice)
    {
        Where = (condition, asking) => Turned(condition, SegmentTest.IsNoneOf, isOneOf(condition, asking)),
    };

    public static SegmentField Words(string key, string sentence, SegmentSubject subject, Expression<Func<SegmentRow, string>> value) => new(
        key, sentence, subject, SegmentFieldKind.Words)
    {
        Where = (condition, _) => Turned(condition, SegmentTest.IsNoneOf, IsOneOf(value, [.. condition.Values])),
    };

    public static SegmentField Number(string key, string sentence, SegmentSubject subject, Expression<Func<SegmentRow, int?>> value) => new(
        key, sentence, subject, SegmentFieldKind.Number)
    {
        Where = (condition, _) => condition.Test is SegmentTest.IsUnknown ? IsNull(value) : InRange(value, Whole(From(condition)), Whole(To(condition))),
    };

    /// <summary>Who has none counts as zero.</summary>
    public static SegmentField Sum(string key, string sentence, Expression<Func<SegmentRow, decimal?>> value) => new(key, sentence, SegmentSubject.Holdings, SegmentFieldKind.Money)
    {
        Where = (condition, _) => InRangeFromZero(value, Figure(From(condition)), Figure(To(condition))),
    };

    /// <summary>Who has none counts as zero.</summary>
    public static SegmentField Tally(string key, string sentence, Expression<Func<SegmentRow, int?>> value) => new(key, sentence, SegmentSubject.Holdings, SegmentFieldKind.Number)
    {
        Where = (condition, _) => InRangeFromZero(value, Whole(From(condition)), Whole(To(condition))),
    };

    public static SegmentField Day(string key, string sentence, SegmentSubject subject, Expression<Func<SegmentRow, DateOnly?>> value) => new(
        key, sentence, subject, SegmentFieldKind.Day)
    {
        Where = (condition, asking) => OfDays(condition, asking, value, day => day, IsNull(value)),
    };

    /// <summary>Of a moment the day at the bank's counters counts.</summary>
    public static SegmentField Moment(string key, string sentence, SegmentSubject subject, Expression<Func<SegmentRow, DateTimeOffset?>> value) => new(
        key, sentence, subject, SegmentFieldKind.Day)
    {
        Where = (condition, asking) => OfDays(condition, asking, value, day => Branch.StartOf(day).ToUniversalTime(), IsNull(value), endsBefore: true),
    };

    public static SegmentField YesNo(string key, string sentence, SegmentSubject subject, Func<SegmentAsking, Expression<Func<SegmentRow, bool>>> isSo) => new(
        key, sentence, subject, SegmentFieldKind.YesNo)
    {
        Where = (condition, asking) => condition.Test is SegmentTest.Yes ? isSo(asking) : isSo(asking).Negated(),
    };

    /// <summary>How often something happened. Whoever is not on record counts as none.</summary>
    /// <param name="hasAtLeast">Customers to whom it happened so often, at least once.</param>
    public static SegmentField Count(
        string key, string sentence, SegmentSubject subject, Func<SegmentCondition, SegmentAsking, decimal, Expression<Func<SegmentRow, bool>>> hasAtLeast, bool isMoney = false) => new(
        key, sentence, subject, isMoney ? SegmentFieldKind.Money : SegmentFieldKind.Number)
        {
            AsksForDays = true,
            Where = (condition, asking) =>
            {
                var step = isMoney ? 0.01m : 1m;
                var (from, to) = (Figure(From(condition)), Figure(To(condition)));
                var enough = from > 0 ? hasAtLeast(condition, asking, from.Value) : True;
                return to is null ? enough : enough.And(hasAtLeast(condition, asking, Math.Max(0, to.Value) + step).Negated());
            },
        };

    public static IReadOnlyList<SegmentChoice> MembersOf<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => new SegmentChoice(v.ToString(), v.ToString(), v))];

    /// <summary>Turned round where the condition asks for the contrary.</summary>
    public static Expression<Func<SegmentRow, bool>> Turned(SegmentCondition condition, SegmentTest contrary, Expression<Func<SegmentRow, bool>> isSo) =>
        condition.Test == contrary ? isSo.Negated() : isSo;

    // What is asked of the column itself, without a zero put in its place, the database can estimate.
    private static Expression<Func<SegmentRow, bool>> InRangeFromZero<T>(Expression<Func<SegmentRow, T?>> value, T? from, T? to) where T : struct, IComparable<T> =>
        from is { } least && least.CompareTo(default) > 0 ? InRange(value, from, to) : IsNull(value).Or(InRange(value, from, to));

    private static Expression<Func<SegmentRow, bool>> OfDays<T>(
        SegmentCondition condition, SegmentAsking asking, Expression<Func<SegmentRow, T?>> value, Func<DateOnly, T> of, Expression<Func<SegmentRow, bool>> isUnknown, bool endsBefore = false)
        where T : struct
    {
        var (since, until) = Span(condition, asking);
        return condition.Test switch
        {
            SegmentTest.IsUnknown => isUnknown,
            SegmentTest.NotInLastDays => Within(since, until).Negated(),
            _ => Within(since, until),
        };

        Expression<Func<SegmentRow, bool>> Within(DateOnly? from, DateOnly? to)
        {
            var range = InRange(value, from is { } first ? of(first) : null, to is { } last && !endsBefore ? of(last) : null);
            return to is { } end && endsBefore ? range.And(InRange(value, of(end.AddDays(1)), null).Negated()) : range;
        }
    }

    /// <summary>From which day to which a condition asks, both counted. Of one that asks for what is not in the last days, those days and all that come.</summary>
    public static (DateOnly? From, DateOnly? To) Span(SegmentCondition condition, SegmentAsking asking)
    {
        var days = condition.Values.Count > 0 && int.TryParse(condition.Values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var some) ? some : 0;
        return condition.Test switch
        {
            SegmentTest.InLastDays => (asking.Today.AddDays(1 - days), asking.Today),
            SegmentTest.NotInLastDays => (asking.Today.AddDays(1 - days), null),
            SegmentTest.InNextDays => (asking.Today, asking.Today.AddDays(days)),
            _ => (DayOf(From(condition)), DayOf(To(condition))),
        };
    }

    public static string? From(SegmentCondition condition) => condition.Test is SegmentTest.AtMost ? null : condition.Values.ElementAtOrDefault(0);

    public static string? To(SegmentCondition condition) => condition.Test switch
    {
        SegmentTest.AtMost => condition.Values.ElementAtOrDefault(0),
        SegmentTest.Between or SegmentTest.BetweenDays => condition.Values.ElementAtOrDefault(1),
        _ => null,
    };

    private static decimal? Figure(string? text) => string.IsNullOrEmpty(text) ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static int? Whole(string? text) => (int?)Figure(text);

    private static DateOnly? DayOf(string? text) => string.IsNullOrEmpty(text) ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
