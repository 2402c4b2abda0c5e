using BankCrm.Application.Accounts.Intake;

namespace BankCrm.Application.DataQuality.Import.Ledger;

/// <summary>Whether a file tells the newest movement first, as web banks do: it decides which balance of a day is its last.</summary>
internal static class FileOrder
{
    /// <param name="first">As many as show it.</param>
    public static bool IsNewestFirst(IEnumerable<ToldTransaction> first)
    {
        var (up, down, byBalanceUp, byBalanceDown) = (0, 0, 0, 0);
        var before = new Dictionary<string, ToldTransaction>(StringComparer.Ordinal);
        foreach (var told in first)
        {
            if (before.TryGetValue(told.AccountNumber, out var last))
            {
                var order = (told.BookedOn, told.BookedAt).CompareTo((last.BookedOn, last.BookedAt));
                up += order > 0 ? 1 : 0;
                down += order < 0 ? 1 : 0;
                byBalanceUp += last.BalanceAfter + told.Amount == told.BalanceAfter ? 1 : 0;
                byBalanceDown += told.BalanceAfter + last.Amount == last.BalanceAfter ? 1 : 0;
            }

            before[told.AccountNumber] = told;
        }

        return up == down ? byBalanceDown > byBalanceUp : down > up;
    }
}
