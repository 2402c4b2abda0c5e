using BankCrm.Application.Accounts.Intake;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>Movements of the last days that somebody has to look at, so that compliance has work on the first morning.</summary>
internal static class DemonstrationAlerts
{
    private static readonly (int Account, int DaysAgo, decimal Amount, TransactionKind Kind, string Text)[] Told =
    [
        (3, 0, 52_000m, TransactionKind.Cash, "柜面现金存入"),
        (9, 1, -30_000m, TransactionKind.Cash, "柜面现金支取"),
        (9, 1, -20_000m, TransactionKind.Cash, "自助设备取现"),
        (14, 5, 45_000m, TransactionKind.Cash, "柜面现金存入"),
        (14, 3, 46_500m, TransactionKind.Cash, "柜面现金存入"),
        (14, 1, 48_000m, TransactionKind.Cash, "柜面现金存入"),
        (21, 2, 620_000m, TransactionKind.Transfer, "售房款"),
        (27, 0, 210_000m, TransactionKind.CrossBorder, "Overseas remittance"),
    ];

    public static IEnumerable<ToldTransaction> Of(IReadOnlyList<ToldAccount> accounts, DateOnly today)
    {
        var usual = accounts.Where(a => a.Kind is AccountKind.Savings && a.Currency == "CNY" && a.Status is AccountStatus.Open).ToList();
        return Told.Where(t => t.Account < usual.Count).Select((t, i) =>
            new ToldTransaction(usual[t.Account].Number, $"NOTE{i:00}", today.AddDays(-t.DaysAgo), t.Amount, "CNY", t.Kind) { Channel = TransactionChannel.Counter, Text = t.Text });
    }
}
