using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Application.Customers.Timeline;

/// <summary>What happened with a customer, the newest first, gathered from all features.</summary>
/// <param name="Topic">Null: all of it.</param>
[Allow(CustomerPermissions.Read)]
public sealed record GetTimeline(Guid Id, string? After = null, TimelineTopic? Topic = null) : IRecorded<CustomerTimeline>
{
    public AuditRecord Record(CustomerTimeline timeline) => new(AuditEvents.CustomerViewed)
    {
        ObjectType = nameof(Customer),
        ObjectId = Id,
        CustomerRef = Id,
        BranchId = timeline.BranchId,
    };
}

public sealed record CustomerTimeline(Guid BranchId, string Name, string Number, Page<TimelineEntry> Page);

internal sealed class GetTimelineHandler(CrmDb db, CurrentUser user, ICustomerVault vault, IEnumerable<ITimelineSource> sources, TimeProvider clock)
    : IQueryHandler<GetTimeline, CustomerTimeline>
{
    private const int PageSize = 40;

    // Some happen at the very same moment, as all that a registration brings: those before the cursor are read again.
    private const int Spare = 20;

    public async Task<CustomerTimeline> HandleAsync(GetTimeline query, CancellationToken ct)
    {
        var customer = await CustomerAtHand.OfAsync(db, user, query.Id, ct);
        var goesOn = Cursor.TryRead<(DateTimeOffset At, Guid Id)>(query.After, out var last);
        var span = new TimelineSpan(
            customer.Id, goesOn ? last.At : clock.GetUtcNow().AddDays(1), PageSize + 1 + Spare,
            customer.Wrapped is null ? null : vault.Open(customer.Id, customer.Wrapped), user);

        var entries = new List<TimelineEntry>();
        foreach (var source in sources.Where(s => user.May(s.Permission) && (query.Topic is null || s.Topic == query.Topic)))
        {
            entries.AddRange(await source.LoadAsync(db, span, ct));
        }

        var shown = entries
            .Where(e => !goesOn || (e.At, e.Id).CompareTo((last.At, last.Id)) < 0)
            .OrderByDescending(e => e.At).ThenByDescending(e => e.Id)
            .Take(PageSize + 1)
            .ToList();
        var next = shown.Count > PageSize ? Cursor.Write((shown[PageSize - 1].At, shown[PageSize - 1].Id)) : null;
        return new(customer.BranchId, customer.Name, customer.Number, new([.. shown.Take(PageSize)], next));
    }
}
