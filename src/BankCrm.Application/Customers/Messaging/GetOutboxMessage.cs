using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.Messaging;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Messaging;

/// <summary>One message and what happened to it. What it says and to whom sees only who may read messages, of their own branches.</summary>
[Allow(OutboxPermissions.Read)]
public sealed record GetOutboxMessage(Guid Id) : IRecorded<OutboxMessageShown>
{
    public AuditRecord? Record(OutboxMessageShown shown) => shown.Words is not { } words ? null : new(AuditEvents.CustomerViewed)
    {
        ObjectType = nameof(CustomerMessage),
        ObjectId = Id,
        CustomerRef = words.CustomerId,
        BranchId = words.BranchId,
    };
}

/// <param name="By">Null: the system.</param>
public sealed record OutboxStepShown(OutgoingStepKind Kind, OutgoingReason? Reason, string Note, string? By, DateTimeOffset At);

/// <param name="Customer">Null: a protected record that they may not open.</param>
/// <param name="Recipient">Masked. Null: not settled.</param>
/// <param name="Text">Null: not written yet.</param>
/// <param name="Suppression">The entry that keeps this number or address from getting anything. Null: none does.</param>
public sealed record OutboxWords(
    Guid CustomerId, Guid BranchId, string? Customer, string? Number, string? Template, int? TemplateNumber, string? Recipient, string? Subject, string? Text, string About, string? AddedBy,
    SuppressionShown? Suppression, bool MaySuppress);

public sealed record SuppressionShown(Guid Id, uint Version, SuppressedBecause Because, DateTimeOffset At);

/// <param name="Words">Null: not theirs to see.</param>
public sealed record OutboxMessageShown(
    Guid Id, uint Version, ChannelKind Channel, MessagePurpose Purpose, OutgoingState State, OutgoingReason? Reason, int Tries, DateTimeOffset AddedAt, DateTimeOffset DueAt,
    DateTimeOffset? EndedAt, string Gateway, IReadOnlyList<OutboxStepShown> Steps, OutboxWords? Words, bool MayReplay, bool MayDiscard);

internal sealed class GetOutboxMessageHandler(CrmDb db, CurrentUser user, ICustomerVault vault, StaffNames staff) : IQueryHandler<GetOutboxMessage, OutboxMessageShown>
{
    private const int MostSteps = 100;

    public async Task<OutboxMessageShown> HandleAsync(GetOutboxMessage query, CancellationToken ct)
    {
        var message = await db.OutgoingMessages.SingleOrDefaultAsync(m => m.Id == query.Id, ct) ?? throw new NotFoundException();
        var steps = await db.OutgoingSteps.Where(s => s.MessageId == query.Id).OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Take(MostSteps).ToListAsync(ct);
        var names = await staff.OfAsync(db, steps.Select(s => s.By).OfType<Guid>(), ct);
        var operates = user.May(OutboxPermissions.Operate);
        return new(
            message.Id, message.Version, message.Channel, message.Purpose, message.State, message.Reason, message.Tries, message.AddedAt, message.DueAt, message.EndedAt, message.Gateway,
            [.. steps.Select(s => new OutboxStepShown(s.Kind, s.Reason, s.Note, s.By is { } by ? names.GetValueOrDefault(by) : null, s.At))],
            user.May(MessagingPermissions.Read) ? await WordsAsync(message, ct) : null, operates && message.MayReplay, operates && message.MayDiscard);
    }

    private async Task<OutboxWords?> WordsAsync(OutgoingMessage message, CancellationToken ct)
    {
        var found = await db.CustomerMessages.Where(m => m.Id == message.Id)
            .Join(db.Customers, m => m.CustomerId, c => c.Id, (m, c) => new { Message = m, c.Name, c.Number, c.IsProtected })
            .LeftJoin(db.CustomerKeys, m => m.Message.CustomerId, k => k.CustomerId, (m, k) => new { m.Message, m.Name, m.Number, m.IsProtected, k!.Wrapped })
            .SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return null; // another branch's
        }

        if (!user.MayOpen(found.IsProtected))
        {
            return null;
        }

        var words = found.Message;
        var cipher = found.Wrapped is null ? null : vault.Open(words.CustomerId, found.Wrapped);
        var names = await staff.OfAsync(db, new[] { words.AddedBy }.OfType<Guid>(), ct);
        var suppression = words.RecipientLookup is not { } lookup ? null : await db.SuppressedAddresses
            .Where(s => s.Lookup == lookup && s.Channel == words.Channel && s.LiftedAt == null)
            .Select(s => new SuppressionShown(s.Id, s.Version, s.Because, s.At)).SingleOrDefaultAsync(ct);
        var kind = words.Channel is ChannelKind.Email ? ContactKind.Email : ContactKind.Mobile;
        return new(
            words.CustomerId, words.BranchId, found.Name, found.Number, words.Template, words.TemplateNumber,
            cipher is not null && words.Recipient is { } recipient ? ContactValue.Masked(kind, cipher.Open(CustomerMessage.RecipientColumn, words.Id, recipient)) : null,
            cipher is not null && words.Subject is { } subject ? cipher.Open(CustomerMessage.SubjectColumn, words.Id, subject) : null,
            cipher is not null && words.Text is { } text ? cipher.Open(CustomerMessage.TextColumn, words.Id, text) : null, words.About,
            words.AddedBy is { } by ? names.GetValueOrDefault(by) : null, suppression, words.RecipientLookup is not null && user.May(MessagingPermissions.Suppress));
    }
}
