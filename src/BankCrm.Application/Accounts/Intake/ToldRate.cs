using BankCrm.Domain.Accounts;
using BankCrm.Domain.Common;

namespace BankCrm.Application.Accounts.Intake;

/// <summary>What one unit of a currency is worth in home currency from a day on, until the next one told.</summary>
public sealed record ToldRate(string Currency, DateOnly ValidFrom, decimal Rate)
{
    private const decimal Most = 1_000_000;

    public Fault? Fault() =>
        Money.Check(Currency)
        ?? (Currency == Currencies.Home ? new Fault("{0} is the home currency: its rate is 1.", Currency) : null)
        ?? (Rate is <= 0 or > Most ? new Fault("A rate of {0} cannot be right.", Rate) : null);
}
