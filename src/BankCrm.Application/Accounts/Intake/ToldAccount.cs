using BankCrm.Domain.Accounts;
using BankCrm.Domain.Common;

namespace BankCrm.Application.Accounts.Intake;

/// <summary>An account as its source has it now, whole: what is left out is no more so.</summary>
/// <param name="Number">As the source writes it; by it the account is recognised.</param>
/// <param name="Version">The source's count of changes of this account, ascending: an older one is stale.</param>
/// <param name="ToldAt">When the source said so.</param>
/// <param name="Product">Code of the catalogue. Null: none is named.</param>
/// <param name="OpenedAt">Code of the branch. Null: not told.</param>
/// <param name="Balance">Null: it follows from the movements.</param>
/// <param name="BalanceOn">Of the balance: all movements of this day are in it. Null: the day of <paramref name="ToldAt"/>.</param>
public sealed record ToldAccount(
    string Number, AccountKind Kind, string Currency, AccountStatus Status, long Version, DateTimeOffset ToldAt, IReadOnlyList<ToldHolder> Holders)
{
    /// <summary>Longer than all moments, in the unit of <see cref="Uncounted"/>.</summary>
    private const long Minute = 100_000_000_000;

    /// <summary>False: the source counts no changes, and the version is that of <see cref="Uncounted"/>.</summary>
    public bool IsCounted { get; init; } = true;

    public string? Product { get; init; }
    public string? OpenedAt { get; init; }
    public DateOnly? OpenedOn { get; init; }
    public DateOnly? ClosedOn { get; init; }
    public decimal? Balance { get; init; }
    public DateOnly? BalanceOn { get; init; }
    public decimal? Available { get; init; }
    public decimal? Hold { get; init; }
    public decimal? CreditLimit { get; init; }

    /// <summary>Per cent a year.</summary>
    public decimal? Rate { get; init; }

    public DateOnly? MaturesOn { get; init; }

    /// <summary>
    /// What stands for the version where a source counts none: by the moment of which it tells, of the same moment by when we were told. Every
    /// counted version is higher, so what the source's own interface says goes before its files.
    /// </summary>
    public static long Uncounted(DateTimeOffset toldAt, DateTimeOffset receivedAt) =>
        long.MinValue + (toldAt.ToUnixTimeSeconds() / 60 * Minute) + receivedAt.ToUnixTimeSeconds();

    public Fault? Fault() =>
        AccountNumber.Check(Number)
        ?? Money.Check(Currency)
        ?? Amounts().Select(amount => Money.Check(amount, Currency)).FirstOrDefault(fault => fault is not null)
        ?? (IsCounted && Version < 1 ? new Fault("The version counts from 1.") : null)
        ?? (Holders.Count(h => h.Role is HolderRole.Owner) == 1 ? null : new Fault("An account has exactly one owner; others are joint owners."))
        ?? (Holders.Select(h => (h.CustomerNumber, h.ExternalRef)).Distinct().Count() == Holders.Count
            ? null
            : new Fault("The same customer is named twice among the holders."))
        ?? (ClosedOn < OpenedOn ? new Fault("The account was closed before it was opened.") : null)
        ?? (Status is AccountStatus.Closed || ClosedOn is null ? null : new Fault("The account has a day of closing but is not closed."))
        ?? Money.CheckRate(Rate);

    private IEnumerable<decimal> Amounts() => new[] { Balance, Available, Hold, CreditLimit }.OfType<decimal>();
}

/// <param name="CustomerNumber">Ours. Null: <paramref name="ExternalRef"/> says who.</param>
/// <param name="ExternalRef">Their number in the other system.</param>
public sealed record ToldHolder(HolderRole Role, string? CustomerNumber, string? ExternalRef, DateOnly? Since = null);
