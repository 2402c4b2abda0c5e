namespace BankCrm.Domain.Accounts.Alerts;

/// <summary>Holds a customer's day against the rules of that day.</summary>
public static class AlertJudge
{
    private static readonly AlertDirection[] Directions = [AlertDirection.In, AlertDirection.Out];

    public static IEnumerable<AlertFinding> Judge(CustomerDay day, AlertRules rules)
    {
        foreach (var direction in Directions)
        {
            var moved = day.Moved.Where(m => m.Direction == direction).ToList();
            var isLarge = false;
            foreach (var limit in rules.Limits.Where(l => l.IsFor(day.Kind)))
            {
                var counted = moved.Where(m => !m.IsExempt && limit.Kinds.Contains(m.Kind)).ToList();
                if (Large(day, rules, limit, direction, counted) is { } large)
                {
                    isLarge = true;
                    yield return large;
                }
                else if (Structured(day, rules, limit, direction, counted) is { } structured)
                {
                    yield return structured;
                }
            }

            // What is large is looked at anyway.
            if (!isLarge && Unusual(day, rules, direction, moved) is { } unusual)
            {
                yield return unusual;
            }
        }
    }

    /// <summary>An account that moved after a rest; null where the rule does not speak.</summary>
    /// <param name="lastBefore">The day of its last movement before. Null: it never moved.</param>
    /// <param name="isCalledDormant">By its source.</param>
    /// <param name="amount">As it was booked.</param>
    public static AlertFinding? Woken(
        Guid customerId, Guid accountId, DateOnly? lastBefore, bool isCalledDormant, DateOnly day, decimal amount, string currency, AlertRules rules, DayRates rates)
    {
        var rested = isCalledDormant || (lastBefore is { } last && day.DayNumber - last.DayNumber >= rules.Dormant.Days);
        return rested && rates.InHome(Math.Abs(amount), currency) is { } worth && worth >= rules.Dormant.Least
            ? new(
                customerId, AlertRule.DormantThenActive, amount > 0 ? AlertDirection.In : AlertDirection.Out, day, $"{AlertRule.DormantThenActive}:{accountId:n}",
                Rounded(worth), 1, FormattableString.Invariant($"CNY {rules.Dormant.Least:0.##}"), rules.ValidFrom, rates.Words([currency]))
            {
                Spans = rules.Dormant.Days,
            }
            : null;
    }

    private static AlertFinding? Large(CustomerDay day, AlertRules rules, LargeLimit limit, AlertDirection direction, List<MovedOnDay> counted)
    {
        var ofDay = counted.Where(m => m.Day == day.Day).ToList();
        var sum = DaySum.Of(ofDay, day.Rates);
        return sum.Reaches(limit, day.Rates)
            ? Found(day, rules, limit.Rule, direction, sum.Amount, sum.Movements, limit.Words, CurrenciesFor(ofDay))
            : null;
    }

    // Days on which the limit was reached have an alert of their own: what is near it on other days is what hides.
    private static AlertFinding? Structured(CustomerDay day, AlertRules rules, LargeLimit limit, AlertDirection direction, List<MovedOnDay> counted)
    {
        var first = day.Day.AddDays(1 - rules.Structuring.Days);
        var quiet = counted.Where(m => m.Day >= first && m.Day <= day.Day).GroupBy(m => m.Day)
            .Where(d => !DaySum.Of(d, day.Rates).Reaches(limit, day.Rates)).SelectMany(d => d).ToList();
        var near = quiet.SelectMany(m => m.Large.Where(amount => IsNear(amount, m.Currency, limit, rules.Structuring.Share, day.Rates)).Select(amount => (m, amount))).ToList();
        return near.Count >= rules.Structuring.Movements && near.Exists(n => n.m.Day == day.Day)
            ? Found(
                day, rules, AlertRule.Structuring, direction, Rounded(near.Sum(n => day.Rates.InHome(n.amount, n.m.Currency) ?? 0)), near.Count, limit.Words,
                CurrenciesFor(near.Select(n => n.m)), limit.Rule) with
            {
                Spans = rules.Structuring.Days,
            }
            : null;
    }

    private static bool IsNear(decimal amount, string currency, LargeLimit limit, decimal share, DayRates rates)
    {
        var (worth, most) = currency == Common.Currencies.Home ? (amount, limit.Home) : (rates.InUsd(amount, currency) ?? 0, limit.Usd);
        return worth >= share * most && worth < most;
    }

    private static AlertFinding? Unusual(CustomerDay day, AlertRules rules, AlertDirection direction, List<MovedOnDay> moved)
    {
        var rule = rules.Unusual;
        if (day.Habit.Months < rule.LeastMonths)
        {
            return null;
        }

        var ofDay = moved.Where(m => m.Day == day.Day).ToList();
        var sum = DaySum.Of(ofDay, day.Rates);
        var bar = Math.Max(rule.Least, day.Habit.Of(direction) * rule.Times);
        return sum.Amount >= bar
            ? Found(day, rules, AlertRule.Unusual, direction, sum.Amount, sum.Movements, FormattableString.Invariant($"CNY {decimal.Round(bar, 2):0.##}"), CurrenciesFor(ofDay))
            : null;
    }

    private static AlertFinding Found(
        CustomerDay day, AlertRules rules, AlertRule rule, AlertDirection direction, decimal amount, int movements, string limit, IEnumerable<string> currencies, AlertRule? below = null) =>
        new(
            day.CustomerId, rule, direction, day.Day, below is null ? $"{rule}:{direction}" : $"{rule}:{below}:{direction}", amount, movements, limit, rules.ValidFrom,
            day.Rates.Words(currencies));

    // Where foreign money moved, the dollar was the yardstick too.
    private static IEnumerable<string> CurrenciesFor(IEnumerable<MovedOnDay> moved)
    {
        var foreign = moved.Select(m => m.Currency).Where(c => c != Common.Currencies.Home).Distinct().ToList();
        return foreign.Count == 0 ? foreign : foreign.Append(DayRates.Usd);
    }

    private static decimal Rounded(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);
}
