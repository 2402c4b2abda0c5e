namespace BankCrm.Domain.Accounts.Alerts;

/// <summary>
/// What is added up for a limit. Home currency and foreign currencies count apart; where both moved and neither reached its own limit, they count
/// together, in both currencies, and the lower bar decides (notice of the People's Bank of China, Yinfa 2017 No. 99).
/// </summary>
public sealed class DaySum
{
    private decimal home;
    private decimal foreignInHome;
    private decimal foreignInUsd;
    private bool hasForeign;

    public int Movements { get; private set; }

    /// <summary>In home currency, two decimals. What has no rate is not in it.</summary>
    public decimal Amount => decimal.Round(home + foreignInHome, 2, MidpointRounding.AwayFromZero);

    public static DaySum Of(IEnumerable<MovedOnDay> moved, DayRates rates)
    {
        var sum = new DaySum();
        foreach (var part in moved)
        {
            sum.Add(part, rates);
        }

        return sum;
    }

    public bool Reaches(LargeLimit limit, DayRates rates) =>
        home >= limit.Home || (hasForeign && foreignInUsd >= limit.Usd) || (hasForeign && home > 0 && ReachesTogether(limit, rates));

    private bool ReachesTogether(LargeLimit limit, DayRates rates) =>
        home + foreignInHome >= limit.Home || (rates.InUsd(home, Common.Currencies.Home) is { } usd && usd + foreignInUsd >= limit.Usd);

    private void Add(MovedOnDay part, DayRates rates)
    {
        Movements += part.Movements;
        if (part.Currency == Common.Currencies.Home)
        {
            home += part.Sum;
            return;
        }

        foreignInUsd += rates.InUsd(part.Sum, part.Currency) ?? 0;
        foreignInHome += rates.InHome(part.Sum, part.Currency) ?? 0;
        hasForeign = true;
    }
}
