using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Domain.Customers.Messaging;
using BankCrm.Domain.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Messaging;

/// <summary>What was sent to a customer, and what was not.</summary>
[Policy]
internal sealed class MessagesInTimeline(StaffNames staff) : ITimelineSource
{
    private static readonly OutgoingState[] Told = [OutgoingState.Sent, OutgoingState.Kept, OutgoingState.Refused, OutgoingState.Failed];

    public string Permission => MessagingPermissions.Read;

    public TimelineTopic Topic => TimelineTopic.Messages;

    public async Task<IReadOnlyList<TimelineEntry>> LoadAsync(CrmDb db, TimelineSpan span, CancellationToken ct)
    {
        var until = span.Until;
        var found = await db.CustomerMessages.Where(m => m.CustomerId == span.CustomerId)
            .Join(db.OutgoingMessages, m => m.Id, o => o.Id, (m, o) => new { Message = m, o.State, o.Reason, o.EndedAt, o.DeliveredAt })
            .Where(m => m.EndedAt <= until && Told.Contains(m.State))
            .OrderByDescending(m => m.EndedAt).ThenByDescending(m => m.Message.Id)
            .Take(span.Limit)
            .ToListAsync(ct);
        var names = await staff.OfAsync(db, found.Select(m => m.Message.AddedBy).OfType<Guid>(), ct);
        return
        [
            .. found.Select(m => (m.State switch
            {
                OutgoingState.Sent when m.DeliveredAt is not null => new TimelineEntry(m.Message.Id, m.EndedAt!.Value, Icon: "send", "Message delivered: {0}", m.Message.Channel),
                OutgoingState.Sent => new TimelineEntry(m.Message.Id, m.EndedAt!.Value, Icon: "send", "Message sent: {0}", m.Message.Channel),
                OutgoingState.Kept => new TimelineEntry(m.Message.Id, m.EndedAt!.Value, Icon: "send-off", "Message written, not sent: {0}", m.Message.Channel),
                _ when m.Reason is { } reason => new TimelineEntry(m.Message.Id, m.EndedAt!.Value, Icon: "send-off", "Message not sent: {0} ({1})", m.Message.Channel, reason),
                _ => new TimelineEntry(m.Message.Id, m.EndedAt!.Value, Icon: "send-off", "Message not sent: {0}", m.Message.Channel),
            }) with
            {
                Who = m.Message.AddedBy is { } by ? names.GetValueOrDefault(by) : null,
                Text = m.Message.Text is { } text && span.Cipher is { } cipher ? cipher.Open(CustomerMessage.TextColumn, m.Message.Id, text) : null,
                Path = m.Message.About.Length > 0 ? m.Message.About : null,
            }),
        ];
    }
}
