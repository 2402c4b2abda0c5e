using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Interactions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Interactions;

/// <summary>When they and the bank were in touch.</summary>
[Policy]
internal sealed class InteractionsInTimeline(StaffNames staff) : ITimelineSource
{
    public string Permission => InteractionPermissions.Read;

    public TimelineTopic Topic => TimelineTopic.Contacts;

    public async Task<IReadOnlyList<TimelineEntry>> LoadAsync(CrmDb db, TimelineSpan span, CancellationToken ct)
    {
        var rows = await db.Interactions
            .Where(i => i.CustomerId == span.CustomerId && i.At <= span.Until && i.WithdrawnAt == null)
            .OrderByDescending(i => i.At).ThenByDescending(i => i.Id)
            .Take(span.Limit)
            .ToListAsync(ct);
        var names = await staff.OfAsync(db, rows.Select(i => i.WrittenBy), ct);
        return
        [
            .. rows.Select(i => new TimelineEntry(i.Id, i.At, IconOf(i.Kind), i.Audience is Audience.Everyone ? "{0}: {1}" : "{0}: {1} ({2})", i.Kind, i.Direction, i.Audience)
            {
                Who = names.GetValueOrDefault(i.WrittenBy),
                Text = span.Cipher?.Open(Interaction.SubjectColumn, i.Id, i.Subject),
                Path = $"/interactions/{i.Id}",
            }),
        ];
    }

    private static string IconOf(InteractionKind kind) => kind is InteractionKind.Phone ? "phone" : kind is InteractionKind.Visit ? "building-bank" : "message";
}
