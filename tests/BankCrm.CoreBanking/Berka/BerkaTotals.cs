using static BankCrm.CoreBanking.Berka.BerkaTables;

namespace BankCrm.CoreBanking.Berka;

/// <summary>What the Berka bank booked on each day, and what its accounts held at the end of it.</summary>
internal static class BerkaTotals
{
    public static IEnumerable<object> Of(IEnumerable<BerkaMovement> movements, IReadOnlyList<DateOnly> opened)
    {
        var days = new SortedDictionary<DateOnly, (long Count, decimal Credit, decimal Debit)>();
        foreach (var movement in movements)
        {
            var (count, credit, debit) = days.GetValueOrDefault(movement.BookedOn);
            days[movement.BookedOn] = (count + 1, credit + Math.Max(movement.Amount, 0), debit + Math.Max(-movement.Amount, 0));
        }

        var balance = 0m;
        foreach (var (day, (count, credit, debit)) in days)
        {
            balance += credit - debit;
            yield return new
            {
                day,
                currency = "CZK",
                asOf = Moment(day.AddDays(1)),
                movements = count,
                credit,
                debit,
                accounts = opened.Count(o => o <= day),
                closingBalance = balance,
            };
        }
    }
}
