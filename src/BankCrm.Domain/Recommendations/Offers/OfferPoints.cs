using BankCrm.Domain.Common;
using BankCrm.Domain.Recommendations.Rules;

namespace BankCrm.Domain.Recommendations.Offers;

/// <summary>For what there are points.</summary>
public enum PointKind
{
    [Means("The rule itself")] Base,
    Score,
    Value,
    Maturity,
    Contact,
    Refusals,
}

/// <summary>A row of the sum.</summary>
/// <param name="Found">What it was counted by: a tenth, an amount, days, a number. Null: there is nothing.</param>
/// <param name="Better">What it would have to be for more points. Null: it cannot be better, or does not change.</param>
/// <param name="Gain">By how much the sum would be higher then.</param>
public sealed record PointRow(PointKind Kind, int Points, decimal? Found = null, decimal? Better = null, int Gain = 0);

/// <summary>What is known of a customer that counts for the points.</summary>
/// <param name="Assets">In home currency.</param>
/// <param name="MaturesOn">The next day on which something matures. Null: nothing does.</param>
/// <param name="LastContactOn">Null: nobody was in touch.</param>
/// <param name="Refusals">Of suggestions, in the last <see cref="OfferPoints.RefusalDays"/> days.</param>
public sealed record CustomerWeight(decimal Assets, DateOnly? MaturesOn, DateOnly? LastContactOn, int Refusals);

/// <summary>How much speaks for a suggestion: whole numbers, each with its name, that add up.</summary>
public static class OfferPoints
{
    public const int RefusalDays = 90;
    private const int Tenths = 10;
    private const int PerRefusal = 6;
    private const int MostRefusals = 3;

    private static readonly (decimal From, int Points)[] Values = [(200_000, 3), (1_000_000, 5), (10_000_000, 8)];
    private static readonly (int Within, int Points)[] Maturities = [(30, 4), (14, 8), (7, 12)];
    private static readonly (int Within, int Points)[] Contacts = [(30, -3), (7, -6)];

    /// <param name="tenth">Of the rule's score, 1 the highest. Null: they have none, or the rule asks for none.</param>
    public static IReadOnlyList<PointRow> Of(RuleTerms rule, CustomerWeight customer, int? tenth, DateOnly today)
    {
        var rows = new List<PointRow> { new(PointKind.Base, rule.BasePoints) };
        if (rule.ScoreId is not null)
        {
            var points = tenth is { } at ? rule.PointsPerTenth * (Tenths - at) : 0;
            var most = rule.PointsPerTenth * (Tenths - 1);
            rows.Add(new(PointKind.Score, points, tenth, most > points ? 1 : null, most - points));
        }

        if (rule.CountsValue)
        {
            var points = Values.LastOrDefault(v => customer.Assets >= v.From).Points;
            rows.Add(Values.FirstOrDefault(v => v.From > customer.Assets) is { Points: > 0 } next
                ? new(PointKind.Value, points, customer.Assets, next.From, next.Points - points)
                : new(PointKind.Value, points, customer.Assets));
        }

        if (rule.CountsMaturity)
        {
            int? days = customer.MaturesOn is { } day && day >= today ? day.DayNumber - today.DayNumber : null;
            var points = Maturities.LastOrDefault(m => days <= m.Within).Points;
            rows.Add(Maturities.FirstOrDefault(m => m.Points > points) is { Points: > 0 } sooner
                ? new(PointKind.Maturity, points, days, sooner.Within, sooner.Points - points)
                : new(PointKind.Maturity, points, days));
        }

        int? since = customer.LastContactOn is { } last ? Math.Max(0, today.DayNumber - last.DayNumber) : null;
        var lately = Contacts.LastOrDefault(c => since < c.Within).Points;
        rows.Add(new(PointKind.Contact, lately, since, lately < 0 ? Contacts[0].Within : null, -lately));

        var refused = -PerRefusal * Math.Min(customer.Refusals, MostRefusals);
        rows.Add(new(PointKind.Refusals, refused, customer.Refusals, refused < 0 ? 0 : null, -refused));
        return rows;
    }
}
