using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Domain.Tasks.Interactions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Fields;

/// <summary>How the bank and a customer are in touch, and what is planned.</summary>
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
        var (any, since, count) = (kinds.Count == 0, asking.Since(condition), (int)least);
        var enough = asking.Rows(asking.Db.Interactions)
            .Where(i => i.WithdrawnAt == null && (i.Audience == Audience.Everyone || i.Audience == Audience.Branch) && i.At >= since && (any || kinds.Contains(i.Kind)))
            .GroupBy(i => i.CustomerId).Where(g => g.Count() >= count).Select(g => g.Key);
        return r => enough.Contains(r.Customer.Id);
    }) with
    {
        CountedChoices = FieldMaker.MembersOf<InteractionKind>(),
    };
}
