using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Domain.DataQuality.Merging;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Merging;

/// <summary>That two records became one, or two again.</summary>
[Policy]
internal sealed class MergesInTimeline(StaffNames staff) : ITimelineSource
{
    public string Permission => CustomerPermissions.Read;

    public TimelineTopic Topic => TimelineTopic.Record;

    public async Task<IReadOnlyList<TimelineEntry>> LoadAsync(CrmDb db, TimelineSpan span, CancellationToken ct)
    {
        var merges = await db.Merges
            .Where(m => (m.SurvivorId == span.CustomerId || m.LoserId == span.CustomerId) && m.DecidedAt <= span.Until)
            .Where(m => m.Status == MergeStatus.Done || m.Status == MergeStatus.Undone)
            .OrderByDescending(m => m.Id)
            .Take(span.Limit)
            .Join(
                db.CustomersWithMerged, m => m.SurvivorId == span.CustomerId ? m.LoserId : m.SurvivorId, c => c.Id,
                (m, c) => new { Merge = m, c.Number, Survived = m.SurvivorId == span.CustomerId })
            .ToListAsync(ct);
        var names = await staff.OfAsync(db, merges.SelectMany(m => new[] { m.Merge.DecidedBy, m.Merge.UndoneBy }).OfType<Guid>(), ct);
        return [.. merges.SelectMany(m => Entries(m.Merge, m.Number, m.Survived, names)).Where(e => e.At <= span.Until)];
    }

    private static IEnumerable<TimelineEntry> Entries(Merge merge, string number, bool survived, IReadOnlyDictionary<Guid, string> names)
    {
        var path = $"/data-quality/merges/{merge.Id}";
        yield return new(
            merge.Id, merge.DecidedAt!.Value, Icon: "arrows-join", survived ? "Record {0} was merged into this one" : "This record was merged into {0}", number)
        {
            Who = names.GetValueOrDefault(merge.DecidedBy!.Value),
            Text = merge.Reason,
            Path = path,
        };
        if (merge.UndoneAt is { } undone)
        {
            yield return new(merge.Id, undone, Icon: "arrows-split", "The merge with {0} was undone", number)
            {
                Who = names.GetValueOrDefault(merge.UndoneBy!.Value),
                Text = merge.Answer,
                Path = path,
            };
        }
    }
}
