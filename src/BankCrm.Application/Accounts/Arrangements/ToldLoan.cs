using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Arrangements;
using BankCrm.Domain.Common;

namespace BankCrm.Application.Accounts.Arrangements;

/// <summary>A loan with all its instalments as its source has them now.</summary>
public sealed record ToldLoan(
    string AccountNumber, string Reference, long Version, DateTimeOffset ToldAt, decimal Amount, string Currency, DateOnly GrantedOn, LoanStatus Status) : IToldArrangement
{
    private const int MostInstalments = 600;

    public decimal? Outstanding { get; init; }

    /// <summary>Per cent a year.</summary>
    public decimal? Rate { get; init; }

    public DateOnly? EndsOn { get; init; }
    public IReadOnlyList<ToldInstalment> Instalments { get; init; } = [];

    public Fault? Fault() =>
        this.CommonFault()
        ?? ArrangementFaults.NotBelowZero(Amount, Currency)
        ?? ArrangementFaults.NotBelowZero(Outstanding ?? 0, Currency)
        ?? Money.CheckRate(Rate)
        ?? (EndsOn < GrantedOn ? new Fault("The loan ends before it was granted.") : null)
        ?? (Instalments.Count > MostInstalments ? new Fault("A loan has at most {0} instalments.", MostInstalments) : null)
        ?? (Instalments.Select(i => i.Number).Distinct().Count() == Instalments.Count && Instalments.All(i => i.Number > 0)
            ? null
            : new Fault("The instalments are numbered from 1, each once."))
        ?? Instalments.Select(i => ArrangementFaults.NotBelowZero(i.Principal, Currency) ?? ArrangementFaults.NotBelowZero(i.Interest, Currency))
            .FirstOrDefault(fault => fault is not null);
}

public sealed record ToldInstalment(int Number, DateOnly DueOn, decimal Principal, decimal Interest, bool IsPaid);
