using BankCrm.Application.Common;
using BankCrm.Domain.Customers.Occasions;

namespace BankCrm.Application.Customers.Occasions;

/// <summary>
/// Finds customers with whom something happens, page by page and never all of them at once. Write a class with [Policy]; it is found. A page may be looked
/// through in vain: what counts is where the next one begins.
/// </summary>
public interface IOccasionSource
{
    OccasionKind Kind { get; }

    /// <param name="after">Where the page before ended. Null: the first.</param>
    Task<Page<Occasion>> FindAsync(CrmDb db, OccasionsAsked asked, string? after, CancellationToken ct);
}

/// <param name="BranchId">Null: of the whole bank.</param>
/// <param name="Days">Before the day, or after the last movement.</param>
/// <param name="Since">What was over before this day is nobody's reason any more.</param>
public sealed record OccasionsAsked(Guid? BranchId, int Days, DateOnly Today, DateOnly Since)
{
    /// <summary>From which sum on a sum is large. Null: from the bank's.</summary>
    public decimal? Sum { get; init; }

    /// <summary>Of which product an account is opened. Null: of each.</summary>
    public Guid? ProductId { get; init; }

    /// <summary>Who switched it on long ago, and stopped looking, does not run after everything that happened meanwhile.</summary>
    private const int MostDaysBack = 14;

    /// <summary>From this day on what happened counts.</summary>
    public DateOnly HappenedSince => Since > Today.AddDays(-MostDaysBack) ? Since : Today.AddDays(-MostDaysBack);
}

/// <param name="Key">Which occasion it is: another time it is another one.</param>
public sealed record Occasion(Guid CustomerId, string Key);
