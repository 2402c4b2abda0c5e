using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Arrangements;
using BankCrm.Domain.Common;

namespace BankCrm.Application.Accounts.Arrangements;

/// <summary>What hangs on an account, as its source has it now, whole: what is left out is no more so.</summary>
public interface IToldArrangement
{
    /// <summary>As the source writes it.</summary>
    string AccountNumber { get; }

    /// <summary>The source's own, once an account and kind: by it the arrangement is recognised.</summary>
    string Reference { get; }

    /// <summary>The source's count of its changes, from 1: an older one is stale.</summary>
    long Version { get; }

    /// <summary>When the source said so.</summary>
    DateTimeOffset ToldAt { get; }

    /// <summary>Why it cannot be taken in.</summary>
    Fault? Fault();
}

/// <summary>The road by which cards, standing orders, loans and positions come in: as <see cref="IAccountIntake"/>, after the accounts they are on.</summary>
/// <exception cref="ForbiddenException">Who calls may not take in, or does not see all branches.</exception>
public interface IArrangementIntake
{
    /// <param name="source">The system that owns the accounts, as CORE.</param>
    /// <returns>In the order told.</returns>
    Task<IReadOnlyList<IntakeOutcome>> TakeAsync<T>(string source, IReadOnlyList<T> told, CancellationToken ct) where T : class, IToldArrangement;
}

internal static class ArrangementFaults
{
    public static Fault? CommonFault(this IToldArrangement told) =>
        AccountNumber.Check(told.AccountNumber)
        ?? (told.Reference.Length == 0 ? new Fault("It needs a reference, by which it is recognised when it comes again.") : null)
        ?? CleanText.Check(told.Reference, ArrangementRules.ReferenceMaxLength)
        ?? (told.Version < 1 ? new Fault("The version counts from 1.") : null);

    public static Fault? NotBelowZero(decimal amount, string currency) =>
        Money.Check(amount, currency) ?? (amount is < 0 or >= Money.Most ? new Fault("An amount of {0} cannot be right.", amount) : null);
}
