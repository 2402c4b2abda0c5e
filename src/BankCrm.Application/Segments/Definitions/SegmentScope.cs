using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Segments.Definitions;

namespace BankCrm.Application.Segments.Definitions;

/// <summary>Which segments there are for somebody, and which customers they count.</summary>
internal static class SegmentScope
{
    /// <summary>Who may not see who is in a segment is told no smaller number than this: a group of few is as good as a name.</summary>
    public const int Floor = 20;

    extension(CrmDb db)
    {
        /// <summary>One's own, those of one's branches, and the bank's.</summary>
        public IQueryable<Segment> SegmentsSeenBy(CurrentUser user)
        {
            var (me, all, branches) = (user.StaffId ?? Guid.Empty, user.SeesAllBranches, user.Branches);
            return db.Segments.Where(s => s.Reach == SegmentReach.Bank || s.MadeBy == me || (s.Reach == SegmentReach.Branch && (all || branches.Contains(s.ForBranchId!.Value))));
        }

        /// <summary>Segments with what they ask for now.</summary>
        public IQueryable<AskedSegment> Asked(IQueryable<Segment> segments) => segments.Join(
            db.SegmentVersions, s => new { s.Id, Number = s.Latest }, v => new { Id = v.SegmentId, v.Number },
            (s, v) => new AskedSegment { Id = s.Id, Name = s.Name, Number = v.Number, Definition = v.Definition });

        /// <summary>The customers whom segments may hold for somebody. Who is to see them by name does not count those whose records are protected from them.</summary>
        public IQueryable<Customer> CustomersCountedBy(CurrentUser user)
        {
            var customers = user.May(SegmentPermissions.Members) && !user.May(CustomerPermissions.ReadProtected) ? db.Customers.Where(c => !c.IsProtected) : db.Customers;
            if (user.May(SegmentPermissions.Everybodys))
            {
                return customers;
            }

            var me = user.Person;
            return customers.Where(c => c.OwnerId == me);
        }

        /// <summary>A segment of the user's own making, or one of their reach, to change it.</summary>
        /// <exception cref="NotFoundException">There is none for them.</exception>
        /// <exception cref="RefusedException">A colleague has made it.</exception>
        public async Task<Segment> SegmentToChangeAsync(Guid id, uint version, CurrentUser user, CancellationToken ct)
        {
            var segment = await db.ForChangeAsync<Segment>(id, version, ct);
            if (segment.Reach is SegmentReach.Own && segment.MadeBy != user.StaffId)
            {
                throw new NotFoundException();
            }

            Refuse.If(!user.MayChange(segment), "{0} was made by a colleague. Copy it and change the copy.", segment.Name);
            return segment;
        }
    }

    extension(CurrentUser user)
    {
        /// <summary>Their own, and the bank's where they may make such.</summary>
        public bool MayChange(Segment segment) =>
            user.May(SegmentPermissions.Write) && (segment.MadeBy == user.StaffId || (segment.Reach is SegmentReach.Bank && user.May(SegmentPermissions.WholeBank)));

        /// <summary>Small groups are hidden from them.</summary>
        public bool IsToldNoFew => !user.May(SegmentPermissions.Members);
    }
}

internal sealed class AskedSegment
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public int Number { get; init; }
    public string Definition { get; init; } = "";
}
