using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts;

/// <summary>What one unit of a currency is worth in home currency, from a day on.</summary>
[Class(DataClass.C1)]
public sealed class ExchangeRate
{
    public const int SourceMaxLength = 100;

    private ExchangeRate() { } // EF Core

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private init; } = "";

    public DateOnly ValidFrom { get; private init; }
    public decimal Rate { get; private set; }

    /// <summary>Who published it.</summary>
    public string Source { get; private set; } = "";
}
