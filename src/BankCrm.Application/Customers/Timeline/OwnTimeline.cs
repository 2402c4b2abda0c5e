using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Timeline;

/// <summary>That they were registered, and that their record was changed.</summary>
[Policy]
internal sealed class ChangesInTimeline : ITimelineSource
{
    private static readonly string[] Changes = [AuditEvents.Created, AuditEvents.Changed, AuditEvents.Deleted];

    public string Permission => CustomerPermissions.Read;

    public TimelineTopic Topic => TimelineTopic.Record;

    public async Task<IReadOnlyList<TimelineEntry>> LoadAsync(CrmDb db, TimelineSpan span, CancellationToken ct)
    {
        var entries = await db.AuditEntries
            .Where(e => e.CustomerRef == span.CustomerId && e.ObjectType == nameof(Customer) && e.At <= span.Until && Changes.Contains(e.Event))
            .OrderByDescending(e => e.Id)
            .Take(span.Limit)
            .Select(e => new { e.Id, e.At, e.Event, e.ActorName, e.Changes })
            .ToListAsync(ct);
        var readable = await ReadableParts.OfAsync(db, span.CustomerId, ct);
        var others = await OthersAsync(db, span.CustomerId, entries.Select(e => e.Changes), ct);
        return
        [
            .. entries.Where(e => e.Changes is null || !ReadableParts.IsOfHiddenPart(e.Changes, readable)).Select(e => (e.Event == AuditEvents.Created
                ? new TimelineEntry(e.Id, e.At, Icon: "user-plus", "Registered")
                : Told(e.Id, e.At, e.Changes is null ? [] : HistoryReader.Read(e.Changes, span.CustomerId, null, others, readable), span.CustomerId)) with
            {
                Who = e.ActorName,
            }),
        ];
    }

    private static TimelineEntry Told(Guid id, DateTimeOffset at, IReadOnlyList<FieldChange> changes, Guid customerId) =>
        RelationStory.Of(changes) is var (sentence, args)
            ? new TimelineEntry(id, at, Icon: "affiliate", sentence, args) { Path = $"/customers/{customerId}/relations" }
            : new TimelineEntry(id, at, Icon: "edit", "The record was changed")
            {
                Words = [.. changes.Select(c => c.Field).Distinct()],
                Path = $"/customers/{customerId}/history",
            };

    // Of protected records no name is told here, whoever reads.
    private static async Task<IReadOnlyDictionary<Guid, string>> OthersAsync(CrmDb db, Guid customerId, IEnumerable<string?> changes, CancellationToken ct)
    {
        var ids = changes.OfType<string>().Where(c => c.Contains("Relation/", StringComparison.Ordinal)).SelectMany(ReferencedIds.In).Distinct().Where(id => id != customerId).ToList();
        return ids.Count == 0
            ? new Dictionary<Guid, string>()
            : await db.Customers.Where(c => ids.Contains(c.Id) && !c.IsProtected).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
    }
}

[Policy]
internal sealed class NotesInTimeline(StaffNames staff) : ITimelineSource
{
    public string Permission => CustomerPermissions.Read;

    public TimelineTopic Topic => TimelineTopic.Notes;

    public async Task<IReadOnlyList<TimelineEntry>> LoadAsync(CrmDb db, TimelineSpan span, CancellationToken ct)
    {
        var notes = await db.Notes
            .Where(n => n.CustomerId == span.CustomerId && n.WrittenAt <= span.Until)
            .OrderByDescending(n => n.Id)
            .Take(span.Limit)
            .Select(n => new { n.Id, n.WrittenAt, n.WrittenBy, n.Text, n.Audience, n.Author, n.Source })
            .ToListAsync(ct);
        var names = await staff.OfAsync(db, notes.Select(n => n.WrittenBy), ct);
        return
        [
            .. notes.Select(n => (n.Source is { } source ? new TimelineEntry(n.Id, n.WrittenAt, Icon: "note", "A note was written, as the imported file {0} tells", source)
                : n.Audience is Audience.Everyone ? new TimelineEntry(n.Id, n.WrittenAt, Icon: "note", "A note was written")
                : new TimelineEntry(n.Id, n.WrittenAt, Icon: "note", "A note was written ({0})", n.Audience)) with
            {
                Who = n.Source is null ? names.GetValueOrDefault(n.WrittenBy) : n.Author is null ? null : span.Cipher?.Open(Note.AuthorColumn, n.Id, n.Author),
                Text = span.Cipher?.Open(Note.TextColumn, n.Id, n.Text),
            }),
        ];
    }
}

[Policy]
internal sealed class ConsentsInTimeline : ITimelineSource
{
    public string Permission => CustomerPermissions.Read;

    public TimelineTopic Topic => TimelineTopic.Consents;

    public async Task<IReadOnlyList<TimelineEntry>> LoadAsync(CrmDb db, TimelineSpan span, CancellationToken ct)
    {
        var consents = await db.Consents
            .Where(c => c.CustomerId == span.CustomerId && c.At <= span.Until)
            .OrderByDescending(c => c.Id)
            .Take(span.Limit)
            .Select(c => new { c.Id, c.At, c.Purpose, c.Channel, c.IsGiven, c.Proof })
            .ToListAsync(ct);
        return
        [
            .. consents.Select(c => new TimelineEntry(
                c.Id, c.At, Icon: "speakerphone", c.IsGiven ? "Agreed to {0} by {1}" : "Refused {0} by {1}", c.Purpose, c.Channel)
            {
                Text = c.Proof.Length > 0 ? c.Proof : null,
            }),
        ];
    }
}

/// <summary>Which colleagues looked, for those who may know.</summary>
[Policy]
internal sealed class ViewsInTimeline : ITimelineSource
{
    private static readonly string[] Looks = [AuditEvents.CustomerViewed, AuditEvents.Revealed];

    public string Permission => AuditPermissions.Read;

    public TimelineTopic Topic => TimelineTopic.Views;

    public async Task<IReadOnlyList<TimelineEntry>> LoadAsync(CrmDb db, TimelineSpan span, CancellationToken ct)
    {
        var entries = await db.AuditEntries
            .Where(e => e.CustomerRef == span.CustomerId && e.At <= span.Until && Looks.Contains(e.Event))
            .OrderByDescending(e => e.Id)
            .Take(span.Limit)
            .Select(e => new { e.Id, e.At, e.Event, e.ActorName, e.ReasonText })
            .ToListAsync(ct);
        return
        [
            .. entries.Select(e => new TimelineEntry(
                e.Id, e.At, Icon: e.Event == AuditEvents.Revealed ? "eye-exclamation" : "eye",
                e.Event == AuditEvents.Revealed ? "A hidden value was revealed" : "A customer was viewed")
            {
                Who = e.ActorName,
                Text = e.ReasonText,
            }),
        ];
    }
}
