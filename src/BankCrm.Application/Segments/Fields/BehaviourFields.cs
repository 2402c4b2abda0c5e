using System.Linq.Expressions;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Habits;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Domain.Segments.Scores;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Fields;

/// <summary>How a customer moves money. Movements are those of <see cref="CustomerHabit"/>: counted once a day, over three windows.</summary>
[Policy]
internal sealed class BehaviourFields : ISegmentFields
{
    private static readonly IReadOnlyList<SegmentChoice> Purposes = FieldMaker.MembersOf<TransactionCategory>();
    private static readonly IReadOnlyList<SegmentChoice> Channels = FieldMaker.MembersOf<TransactionChannel>();

    public IReadOnlyList<SegmentField> Fields { get; } =
    [
        FieldMaker.Day("last-movement", "Last movement", SegmentSubject.Behaviour, r => r.Totals!.LastMovementOn) with
        {
            MayBeUnknown = true,
            OnlyTests = [SegmentTest.InLastDays, SegmentTest.NotInLastDays, SegmentTest.BetweenDays, SegmentTest.IsUnknown],
        },
        Counted("movements", "Movements by purpose", Purposes, Purpose, Movements),
        Counted("outflow", "Money out by purpose", Purposes, Purpose, Outflow, isMoney: true),
        Counted("inflow", "Money in by purpose", Purposes, Purpose, Inflow, isMoney: true),
        Counted("channel-use", "Movements by channel", Channels, Channel, Movements),
        FieldMaker.Number("recency", "Recency score, 1 to 5", SegmentSubject.Behaviour, r => null) with { Where = Recency },
        FieldMaker.Number("frequency", "Frequency score, 1 to 5", SegmentSubject.Behaviour, r => null) with { Where = Frequency },
        FieldMaker.Number("monetary", "Monetary score, 1 to 5", SegmentSubject.Behaviour, r => null) with { Where = Monetary },
    ];

    private static SegmentField Counted(
        string key, string sentence, IReadOnlyList<SegmentChoice> choices, Func<string, string> subject, Func<int, Expression<Func<CustomerHabit, decimal>>> measure, bool isMoney = false) =>
        FieldMaker.Count(key, sentence, SegmentSubject.Behaviour, (condition, asking, least) => HasAtLeast(condition, asking, least, subject, measure), isMoney) with
        {
            CountedChoices = choices,
            Windows = CustomerHabit.Windows,
        };

    private static Expression<Func<SegmentRow, bool>> HasAtLeast(
        SegmentCondition condition, SegmentAsking asking, decimal least, Func<string, string> subject, Func<int, Expression<Func<CustomerHabit, decimal>>> measure)
    {
        List<string> subjects = condition.Of.Count == 0 ? [CustomerHabit.Everything] : [.. condition.Of.Select(subject)];
        var habits = asking.Rows(asking.Db.CustomerHabits);
        if (subjects is [var only])
        {
            Expression<Func<decimal>> lowest = () => least; // one row a customer: nothing has to be added up
            var value = measure(condition.Days!.Value);
            var enough = habits.Where(h => h.Subject == only)
                .Where(Expression.Lambda<Func<CustomerHabit, bool>>(Expression.GreaterThanOrEqual(value.Body, lowest.Body), value.Parameters));
            return r => enough.Any(h => h.CustomerId == r.Customer.Id);
        }

        var several = habits.Where(h => subjects.Contains(h.Subject)).GroupBy(h => h.CustomerId, measure(condition.Days!.Value)).Where(g => g.Sum() >= least).Select(g => g.Key);
        return r => several.Contains(r.Customer.Id);
    }

    private static string Purpose(string value) => CustomerHabit.Of(Enum.Parse<TransactionCategory>(value));

    private static string Channel(string value) => CustomerHabit.Of(Enum.Parse<TransactionChannel>(value));

    private static Expression<Func<CustomerHabit, decimal>> Movements(int days) => days switch
    {
        30 => h => h.Movements30,
        90 => h => h.Movements90,
        _ => h => h.Movements365,
    };

    private static Expression<Func<CustomerHabit, decimal>> Outflow(int days) => days switch
    {
        30 => h => h.Outflow30,
        90 => h => h.Outflow90,
        _ => h => h.Outflow365,
    };

    private static Expression<Func<CustomerHabit, decimal>> Inflow(int days) => days switch
    {
        30 => h => h.Inflow30,
        90 => h => h.Inflow90,
        _ => h => h.Inflow365,
    };

    private static Expression<Func<SegmentRow, bool>> Recency(SegmentCondition condition, SegmentAsking asking) => Scored(condition, asking, s => s.Recency, from => r => r.Totals!.LastMovementOn >= from);

    private static Expression<Func<SegmentRow, bool>> Monetary(SegmentCondition condition, SegmentAsking asking) => Scored(condition, asking, s => s.Monetary, from => r => r.Totals!.Assets >= from);

    private static Expression<Func<SegmentRow, bool>> Frequency(SegmentCondition condition, SegmentAsking asking) => Scored(
        condition, asking, s => s.Frequency, from => r => asking.Db.CustomerHabits.Any(h => h.CustomerId == r.Customer.Id && h.Subject == CustomerHabit.Everything && h.Movements365 >= from));

    // Scores belong to customers with an account; 1 is what reaches no cut.
    private static Expression<Func<SegmentRow, bool>> Scored<T>(
        SegmentCondition condition, SegmentAsking asking, Func<RfmScale, T[]> cuts, Func<T, Expression<Func<SegmentRow, bool>>> reaches)
    {
        var scale = asking.Scale is { } counted ? cuts(counted) : [];
        if (scale.Length == 0)
        {
            return SegmentExpressions.False;
        }

        var (from, to) = (Bound(condition, SegmentTest.AtMost, 0) ?? 1, condition.Test is SegmentTest.AtMost ? Bound(condition, null, 0) : Bound(condition, SegmentTest.AtLeast, 1));
        Expression<Func<SegmentRow, bool>> scored = r => r.Totals != null && r.Totals.Accounts > 0;
        scored = from > 1 ? from > scale.Length + 1 ? SegmentExpressions.False : scored.And(reaches(scale[from - 2])) : scored;
        return to is { } most && most <= scale.Length ? most < 1 ? SegmentExpressions.False : scored.And(reaches(scale[most - 1]).Negated()) : scored;
    }

    private static int? Bound(SegmentCondition condition, SegmentTest? notOf, int place) =>
        condition.Test != notOf && condition.Values.ElementAtOrDefault(place) is { Length: > 0 } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
}
