using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Channels;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Messaging;

/// <summary>What lies in the outbox, the newest first. Whom it is for sees only who may read messages, of their own branches.</summary>
/// <param name="Number">A customer's: theirs only.</param>
[Allow(OutboxPermissions.Read)]
public sealed record ListOutbox(OutgoingState? State = null, ChannelKind? Channel = null, string? Number = null, string? After = null);

/// <param name="Customer">Null: not theirs to see.</param>
public sealed record OutboxRow(
    Guid Id, ChannelKind Channel, MessagePurpose Purpose, OutgoingState State, OutgoingReason? Reason, int Tries, DateTimeOffset AddedAt, DateTimeOffset DueAt,
    DateTimeOffset? EndedAt, Guid? CustomerId, string? Customer, string? Number);

/// <param name="Waiting">Beyond <see cref="Most"/> nobody counts on.</param>
/// <param name="OldestDue">Since when the oldest should have gone. Null: nothing is late.</param>
public sealed record OutboxTally(int Waiting, int Unclear, int Failed, int SentToday, DateTimeOffset? OldestDue)
{
    public const int Most = 1000;
}

/// <param name="SeesMessages">They may look for a customer's.</param>
public sealed record OutboxList(Page<OutboxRow> Messages, OutboxTally Tally, IReadOnlyList<ChannelShown> Channels, bool SeesMessages);

internal sealed class ListOutboxHandler(CrmDb db, CurrentUser user, OutgoingChannels channels, TimeProvider clock) : IQueryHandler<ListOutbox, OutboxList>
{
    private const int PageSize = 50;

    public async Task<OutboxList> HandleAsync(ListOutbox query, CancellationToken ct)
    {
        var seesMessages = user.May(MessagingPermissions.Read);
        var page = seesMessages ? await WithCustomersAsync(query, ct) : await Messages(query, db.OutgoingMessages)
            .Select(m => new OutboxRow(m.Id, m.Channel, m.Purpose, m.State, m.Reason, m.Tries, m.AddedAt, m.DueAt, m.EndedAt, null, null, null))
            .ToPageAsync(PageSize, m => m.Id, ct);
        var rules = (await db.ChannelRules.OrderBy(r => r.Channel).ToListAsync(ct)).Select(r => new ChannelShown(
            r.Id, r.Version, r.Channel, channels.Of(r.Channel).IsSetUp, channels.Of(r.Channel).Gateway, r.QuietFrom, r.QuietUntil, r.Waits, r.MostTries, r.StoppedAt,
            r.StoppedBecause));
        return new(page, await TallyAsync(ct), [.. rules], seesMessages);
    }

    // Theirs are those of their branches; those of other branches they see as whoever runs the outbox does.
    private async Task<Page<OutboxRow>> WithCustomersAsync(ListOutbox query, CancellationToken ct)
    {
        var seesProtected = user.May(CustomerPermissions.ReadProtected);
        var messages = db.OutgoingMessages.AsQueryable();
        if (!string.IsNullOrWhiteSpace(query.Number))
        {
            var number = query.Number.Trim().ToUpperInvariant();
            var customer = await db.Customers.Where(c => c.Number == number).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct);
            messages = db.CustomerMessages.Where(c => c.CustomerId == customer).Join(db.OutgoingMessages, c => c.Id, m => m.Id, (_, m) => m);
        }

        return await Messages(query, messages)
            .LeftJoin(
                db.CustomerMessages.Join(db.Customers, m => m.CustomerId, c => c.Id, (m, c) => new { m.Id, CustomerId = c.Id, c.Name, c.Number, c.IsProtected }),
                m => m.Id, c => c.Id,
                (m, c) => new OutboxRow(
                    m.Id, m.Channel, m.Purpose, m.State, m.Reason, m.Tries, m.AddedAt, m.DueAt, m.EndedAt, c == null ? null : c.CustomerId,
                    c == null || (c.IsProtected && !seesProtected) ? null : c.Name, c == null ? null : c.Number))
            .ToPageAsync(PageSize, m => m.Id, ct);
    }

    private static IQueryable<OutgoingMessage> Messages(ListOutbox query, IQueryable<OutgoingMessage> messages)
    {
        if (query.State is { } state)
        {
            messages = messages.Where(m => m.State == state);
        }

        if (query.Channel is { } channel)
        {
            messages = messages.Where(m => m.Channel == channel);
        }

        if (Cursor.TryRead<Guid>(query.After, out var last))
        {
            messages = messages.Where(m => m.Id < last);
        }

        return messages.OrderByDescending(m => m.Id);
    }

    private async Task<OutboxTally> TallyAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = RowId.Of(Branch.StartOf(Branch.DayAt(now)));
        return new(
            await CountAsync(db.OutgoingMessages.Where(m => m.State == OutgoingState.Waiting || m.State == OutgoingState.Sending), ct),
            await CountAsync(db.OutgoingMessages.Where(m => m.State == OutgoingState.Unclear), ct),
            await CountAsync(db.OutgoingMessages.Where(m => m.State == OutgoingState.Failed), ct),
            await CountAsync(db.OutgoingMessages.Where(m => m.State == OutgoingState.Sent && m.Id > today), ct),
            await db.OutgoingMessages.Where(m => m.EndedAt == null && m.DueAt < now).OrderBy(m => m.DueAt).Select(m => (DateTimeOffset?)m.DueAt).FirstOrDefaultAsync(ct));
    }

    private static Task<int> CountAsync(IQueryable<OutgoingMessage> messages, CancellationToken ct) => messages.Take(OutboxTally.Most + 1).CountAsync(ct);
}
