using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Arrangements;
using BankCrm.Domain.Common;
using BankCrm.Domain.Products.Catalogue;

namespace BankCrm.Application.Accounts.Arrangements;

/// <summary>How much of an instrument an account holds now.</summary>
/// <param name="Reference">The instrument's code.</param>
/// <param name="Quantity">Nothing: it was sold.</param>
public sealed record ToldPosition(
    string AccountNumber, string Reference, long Version, DateTimeOffset ToldAt, string Name, decimal Quantity, string Currency, decimal Value, DateOnly ValuedOn) : IToldArrangement
{
    /// <summary>Of one unit, or per cent of the nominal value.</summary>
    public decimal? Price { get; init; }

    public RiskGrade? Grade { get; init; }

    public Fault? Fault() =>
        this.CommonFault()
        ?? (Name.Length == 0 ? new Fault("The instrument needs a name.") : null)
        ?? CleanText.Check(Name, Position.NameMaxLength)
        ?? ArrangementFaults.NotBelowZero(Value, Currency)
        ?? (Quantity is < 0 or >= Money.Most || Price is < 0 or >= Money.Most ? new Fault("Quantity and price are not below zero.") : null);
}
