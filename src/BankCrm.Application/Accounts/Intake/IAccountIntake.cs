using System.Runtime.InteropServices;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;

namespace BankCrm.Application.Accounts.Intake;

public enum IntakeResult
{
    /// <summary>It was not known and is now.</summary>
    New,

    /// <summary>It was known and is now as told.</summary>
    Changed,

    /// <summary>It was known just so.</summary>
    Known,

    /// <summary>Something newer was told before.</summary>
    Stale,

    /// <summary>It was known otherwise, and such things do not change: nothing was written.</summary>
    Differs,

    /// <summary>Nothing was written; the fault says why.</summary>
    Refused,
}

/// <param name="Fault">Of what was refused.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct IntakeOutcome(IntakeResult Result, Fault? Fault = null);

/// <summary>
/// The one road by which accounts and transactions come in, from interfaces and files alike: exactly once, in any order, again and again.
/// Each call is one transaction, or part of the one that is open.
/// </summary>
/// <exception cref="ForbiddenException">Who calls may not take in, or does not see all branches.</exception>
public interface IAccountIntake
{
    /// <param name="source">The system that owns the accounts, as CORE.</param>
    /// <returns>In the order told.</returns>
    Task<IReadOnlyList<IntakeOutcome>> TakeAccountsAsync(string source, IReadOnlyList<ToldAccount> accounts, CancellationToken ct);

    /// <param name="source">The system that owns the accounts, as CORE.</param>
    /// <returns>In the order told.</returns>
    Task<IReadOnlyList<IntakeOutcome>> TakeTransactionsAsync(string source, IReadOnlyList<ToldTransaction> transactions, CancellationToken ct);

    /// <summary>Sums in home currency follow at once.</summary>
    /// <param name="source">Who published them.</param>
    /// <returns>In the order told.</returns>
    Task<IReadOnlyList<IntakeOutcome>> TakeRatesAsync(string source, IReadOnlyList<ToldRate> rates, CancellationToken ct);
}
