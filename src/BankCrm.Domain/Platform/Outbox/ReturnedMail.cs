using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.Outbox;

/// <summary>What a mail that came back says.</summary>
public enum ReturnedWord
{
    [Means("No such address")] NoSuchAddress,
    [Means("Refused for good")] Rejected,

    /// <summary>It may still arrive, or the server gave up trying: the address may be right.</summary>
    [Means("Not delivered for now")] Delayed,

    [Means("Delivered")] Delivered,

    /// <summary>Handed on to where nobody reports from, or without a code.</summary>
    [Means("Says nothing that counts")] Other,
}

/// <summary>What was done with a mail that came back.</summary>
public enum ReturnedOutcome
{
    [Means("Taken for the message")] Taken,

    /// <summary>Something was reported before, or the message waits for nothing.</summary>
    [Means("Known already")] Known,

    /// <summary>Whoever wrote it does not have the id of a mail that left from here.</summary>
    [Means("About no message of ours")] NotOurs,

    [Means("Only shown")] Shown,

    /// <summary>An automatic answer, or what somebody wrote.</summary>
    [Means("No report")] NoReport,
}

/// <summary>That a mail came back, and what was done with it. It names nobody, and holds nothing of the mail.</summary>
[Class(DataClass.C1)]
public sealed class ReturnedMail : Entity
{
    public const int StatusMaxLength = 12;
    public const int DigestLength = 32;

    private ReturnedMail() { } // EF Core

    /// <summary>SHA-256 of its beginning: a mail that is read twice counts once.</summary>
    public byte[] Digest { get; private init; } = [];

    public DateTimeOffset ReadAt { get; private init; }

    /// <summary>Null: it is no report.</summary>
    public ReturnedWord? Word { get; private init; }

    public ReturnedOutcome Outcome { get; private init; }

    /// <summary>As RFC 3463 numbers them: 5.1.1. Empty: it gives none.</summary>
    public string Status { get; private init; } = "";

    /// <summary>Null: none of ours.</summary>
    public Guid? MessageId { get; private init; }

    public static ReturnedMail Of(Guid id, byte[] digest, ReturnedWord? word, ReturnedOutcome outcome, string status, Guid? messageId, DateTimeOffset now) => new()
    {
        Id = id,
        Digest = digest,
        ReadAt = now,
        Word = word,
        Outcome = outcome,
        Status = status,
        MessageId = messageId,
    };
}
