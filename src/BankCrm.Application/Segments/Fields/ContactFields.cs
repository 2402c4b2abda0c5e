using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Domain.Tasks.Interactions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Fields;

/// <summary>How the bank and a customer are in touch, and what is open between them.</summary>
[Policy]
internal sealed class ContactFields : ISegmentFields
{
    public IReadOnlyList<SegmentField> Fields { get; } =
    [
        FieldMaker.Moment("last-contact", "Last contact", SegmentSubject.Contact, r => r.Contact!.At) with
        {
            MayBeUnknown = true,
            OnlyTests = [SegmentTest.InLastDays, SegmentTest.NotInLastDays, SegmentTest.BetweenDays, SegmentTest.IsUnknown],
        },
        Interactions,
        FieldMaker.YesNo("open-case", "Has an open case", SegmentSubject.Contact, asking => Open(asking, complaintsOnly: false)),
        FieldMaker.YesNo("open-complaint", "Has an open complaint", SegmentSubject.Contact, asking => Open(asking, complaintsOnly: true)),
        Complaints,
        FieldMaker.YesNo("open-follow-up", "Has an open follow-up", SegmentSubject.Contact, asking =>
        {
            var open = asking.Db.FollowUps.Where(f => f.EndedAt == null);
            return r => open.Any(f => f.CustomerId == r.Customer.Id);
        }),
    ];

    // What only its writer or compliance reads counts for nobody, so that all who ask are told the same.
    private static SegmentField Interactions => FieldMaker.Count("interactions", "Interactions", SegmentSubject.Contact, (condition, asking, least) =>
    {
        List<InteractionKind> kinds = [.. condition.Of.Select(Enum.Parse<InteractionKind>)];
        var (any, since, count) = (kinds.Count == 0, Since(condition, asking), (int)least);
        var enough = asking.Db.Interactions
            .Where(i => i.WithdrawnAt == null && (i.Audience == Audience.Everyone || i.Audience == Audience.Branch) && i.At >= since && (any || kinds.Contains(i.Kind)))
            .GroupBy(i => i.CustomerId).Where(g => g.Count() >= count).Select(g => g.Key);
        return r => enough.Contains(r.Customer.Id);
    }) with
    {
        CountedChoices = FieldMaker.MembersOf<InteractionKind>(),
    };

    private static SegmentField Complaints => FieldMaker.Count("complaints", "Complaints received", SegmentSubject.Contact, (condition, asking, least) =>
    {
        var (since, count) = (Since(condition, asking), (int)least);
        var enough = Cases(asking).Where(c => c.Kind == CaseKind.Complaint && c.Status != CaseStatus.Merged && c.ReceivedAt >= since)
            .GroupBy(c => c.CustomerId).Where(g => g.Count() >= count).Select(g => g.Key);
        return r => enough.Contains(r.Customer.Id);
    });

    private static System.Linq.Expressions.Expression<Func<SegmentRow, bool>> Open(SegmentAsking asking, bool complaintsOnly)
    {
        var open = Cases(asking).Where(c => c.Status == CaseStatus.Open && (!complaintsOnly || c.Kind == CaseKind.Complaint));
        return r => open.Any(c => c.CustomerId == r.Customer.Id);
    }

    // Whom a complaint is about is not told of it by a count either.
    private static IQueryable<ServiceCase> Cases(SegmentAsking asking)
    {
        var me = asking.User.StaffId ?? Guid.Empty;
        return asking.Db.ServiceCases.Where(c => !c.AboutStaff.Contains(me));
    }

    private static DateTimeOffset Since(SegmentCondition condition, SegmentAsking asking) => Branch.StartOf(asking.Today.AddDays(1 - condition.Days!.Value)).ToUniversalTime();
}
