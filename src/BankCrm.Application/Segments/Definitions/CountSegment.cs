using BankCrm.Application.Common;
using BankCrm.Application.Segments.Fields;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Definitions;

/// <summary>How many customers fit, while one is still asking.</summary>
/// <param name="IsQuick">An estimate will do where the exact number takes long.</param>
[Allow(SegmentPermissions.Read)]
public sealed record CountSegment(SegmentGroup Asks, bool IsQuick = false);

/// <param name="Customers">How many. Null: fewer than <see cref="Floor"/>, and the user is not told how few.</param>
/// <param name="IsEstimate">By a sample.</param>
/// <param name="TookTooLong">The exact number was given up.</param>
/// <param name="IsRounded">The user is told tens only.</param>
public sealed record SegmentCount(int? Customers, bool IsEstimate, bool TookTooLong, int Floor, bool IsRounded)
{
    /// <summary>What somebody may be told.</summary>
    internal static SegmentCount Of(CurrentUser user, int customers, bool isEstimate = false) => new(user.Told(customers), isEstimate, TookTooLong: false, SegmentScope.Floor, user.IsToldNoFew);
}

/// <summary>What is wrong with each of these conditions.</summary>
[Allow(SegmentPermissions.Read)]
public sealed record CheckConditions(IReadOnlyList<SegmentCondition> Conditions);

internal sealed class CheckConditionsHandler(SegmentChecks checks) : IQueryHandler<CheckConditions, IReadOnlyList<Fault?>>
{
    public Task<IReadOnlyList<Fault?>> HandleAsync(CheckConditions query, CancellationToken ct) => Task.FromResult<IReadOnlyList<Fault?>>([.. query.Conditions.Select(checks.Check)]);
}

internal sealed class CountSegmentHandler(CrmDb db, CurrentUser user, SegmentCompiler compiler, SegmentChecks checks, SegmentCounter counter) : IQueryHandler<CountSegment, SegmentCount>
{
    public async Task<SegmentCount> HandleAsync(CountSegment query, CancellationToken ct)
    {
        var asks = query.Asks.WithoutEmptyGroups();
        asks.RefuseIfTooLarge();
        Refuse.If(checks.Check(asks));
        var asking = await compiler.AskingAsync(db, user, [asks], ct);
        return await counter.CountAsync(asks, asking, query.IsQuick, ct);
    }
}

/// <summary>Counts a segment, by a sample first where there are many customers.</summary>
internal sealed class SegmentCounter(ISegmentEngine engine, KnownSizes sizes, SampleSize sample)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <exception cref="RefusedException">It cannot be counted.</exception>
    public async Task<SegmentCount> CountAsync(SegmentGroup asks, SegmentAsking asking, bool isQuick, CancellationToken ct)
    {
        var (db, user) = (asking.Db, asking.User);
        if (isQuick && await SampleAsync(asking, ct) is var (some, percent))
        {
            var found = await SegmentCompiler.Of(some, asks, asking).CountAsync(ct);
            return SegmentCount.Of(user, (int)Math.Round(found * 100 / percent), isEstimate: true);
        }

        await engine.AllowLargeAsync(user.SeesAllBranches, ct);
        var all = SegmentCompiler.Of(db.CustomersCountedBy(user), asks, asking);
        return await db.CountWithinAsync(all, Patience, ct) is { } exact ? SegmentCount.Of(user, exact) : new(null, false, TookTooLong: true, SegmentScope.Floor, user.IsToldNoFew);
    }

    /// <summary>Some customers for an estimate of all, and how many of a hundred they are. Null: an exact count does not take long.</summary>
    public async Task<(IQueryable<Customer> Customers, double Percent)?> SampleAsync(SegmentAsking asking, CancellationToken ct)
    {
        var (db, user) = (asking.Db, asking.User);
        if (!user.SeesAllBranches || await sizes.OfBankAsync(db, asking.Now, ct) is var size && size <= sample.Small)
        {
            return null;
        }

        var percent = (double)sample.Customers / size * 100;
        return (db.CustomersCountedBy(user).Where(c => engine.Sampled(percent).Any(s => s.Id == c.Id)), percent);
    }
}

/// <summary>When an estimate is made, and of how many.</summary>
[Policy]
internal sealed class SampleSize
{
    /// <summary>Up to so many customers every count is exact at once.</summary>
    public int Small { get; init; } = 60_000;

    /// <summary>So many customers are looked at for an estimate; fewer than <see cref="Small"/>.</summary>
    public int Customers { get; init; } = 20_000;
}

/// <summary>How many customers the bank has, for a quarter of an hour.</summary>
[Policy]
internal sealed class KnownSizes
{
    private readonly KeptBriefly<int, int> known = new(most: 1, seconds: 900);

    public Task<int> OfBankAsync(CrmDb db, DateTimeOffset now, CancellationToken ct) => known.OfAsync(0, "", now, () => db.Customers.CountAsync(ct));
}
