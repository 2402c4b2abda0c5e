using BankCrm.Application.Common;
using BankCrm.Application.Customers.Selections;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Fields;

/// <summary>Whether a customer is on a list, in another segment, or in what a segment held once.</summary>
[Policy]
internal sealed class GroupFields : ISegmentFields
{
    public const string InSegment = "segment";

    private const int MostOffered = 300;

    public IReadOnlyList<SegmentField> Fields { get; } =
    [
        FieldMaker.Record(InSegment, "Is in the segment", SegmentSubject.Groups, (condition, asking) =>
            condition.Values.Select(v => SegmentCompiler.Where(asking.Segments.GetValueOrDefault(Guid.Parse(v), NobodysSegment), asking)).Aggregate((one, other) => one.Or(other))) with
        {
            ReadChoices = async (db, user, ct) =>
            [
                .. await db.SegmentsSeenBy(user).Where(s => s.RetiredAt == null).OrderBy(s => s.Name).Take(MostOffered).Select(s => new SegmentChoice(s.Id.ToString(), s.Name, null)).ToListAsync(ct),
            ],
        },
        FieldMaker.Record("snapshot", "In the snapshot", SegmentSubject.Groups, (condition, asking) =>
        {
            List<Guid> snapshots = [.. condition.Values.Select(Guid.Parse)];
            return r => asking.Db.SegmentMembers.Any(m => snapshots.Contains(m.SnapshotId) && m.CustomerId == r.Customer.Id);
        }) with
        {
            ReadChoices = async (db, user, ct) =>
            [
                .. await db.SegmentSnapshots.Where(s => db.SegmentsSeenBy(user).Any(of => of.Id == s.SegmentId)).OrderByDescending(s => s.TakenAt).Take(MostOffered)
                    .Select(s => new SegmentChoice(s.Id.ToString(), s.Name, null)).ToListAsync(ct),
            ],
        },
        FieldMaker.Record("list", "On the list", SegmentSubject.Groups, (condition, asking) =>
        {
            List<Guid> wanted = [.. condition.Values.Select(Guid.Parse)];
            var lists = asking.Db.VisibleLists(asking.User).Where(l => wanted.Contains(l.Id));
            return r => asking.Db.ListedCustomers.Any(l => l.CustomerId == r.Customer.Id && lists.Any(of => of.Id == l.ListId));
        }) with
        {
            ReadChoices = async (db, user, ct) =>
            [
                .. await db.VisibleLists(user).OrderBy(l => l.Name).Take(MostOffered).Select(l => new SegmentChoice(l.Id.ToString(), l.Name, null)).ToListAsync(ct),
            ],
        },
    ];

    // It is gone, or it is not theirs to see: nobody is in it.
    private static SegmentGroup NobodysSegment => SegmentGroup.None(SegmentGroup.Everybody);
}
