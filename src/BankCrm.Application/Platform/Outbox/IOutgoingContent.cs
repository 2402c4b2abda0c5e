using BankCrm.Application.Common;
using BankCrm.Application.Platform.Channels;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;

namespace BankCrm.Application.Platform.Outbox;

/// <summary>
/// Who gets a message and what it says. The feature whose messages they are writes a class with [Policy]; it is found by its name. It is asked in the moment of
/// sending, not before: only then it is known whether they still agree, and where they are reached.
/// </summary>
public interface IOutgoingContent
{
    /// <summary>As <see cref="OutgoingMessage.Content"/> has it.</summary>
    string Name { get; }

    /// <summary>Settles who gets it and what it says, in the transaction in which it is handed over; or says why it is not sent, or not yet.</summary>
    Task<Readiness> PrepareAsync(CrmDb db, OutgoingMessage message, ChannelRules rules, DateTimeOffset now, CancellationToken ct);

    /// <summary>What was settled.</summary>
    Task<Letter> OpenAsync(CrmDb db, Guid messageId, CancellationToken ct);

    /// <summary>The other side says there is nobody there.</summary>
    Task BouncedAsync(CrmDb db, OutgoingMessage message, DateTimeOffset now, CancellationToken ct);
}

/// <param name="Reason">Null: it can go.</param>
/// <param name="Until">With a reason: not before. Null: never.</param>
public sealed record Readiness(OutgoingReason? Reason, DateTimeOffset? Until)
{
    public static Readiness Ready { get; } = new(null, null);

    public static Readiness No(OutgoingReason reason) => new(reason, null);

    public static Readiness Later(OutgoingReason reason, DateTimeOffset until) => new(reason, until);
}
