using BankCrm.Application.Platform;

namespace BankCrm.Application.Accounts.Occasions;

/// <summary>From which sum on money that comes in is an occasion: BankCrm:Occasions:LargeInflow, in home currency.</summary>
public sealed record LargeInflow
{
    public const string Setting = "BankCrm:Occasions:LargeInflow";

    /// <exception cref="StartUpException">It is not above zero.</exception>
    public LargeInflow(decimal? amount) =>
        Amount = amount is null ? 100_000 : amount > 0 ? amount.Value : throw new StartUpException($"{Setting} must be above zero.");

    public decimal Amount { get; }
}
