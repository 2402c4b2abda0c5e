using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.Mails;

/// <summary>What was done with a mail that somebody wrote to the bank.</summary>
public enum MailOutcome
{
    [Means("A case was opened")] Opened,
    [Means("Written on the case it answers")] Heard,

    /// <summary>The sender is nobody the bank knows, or several customers have the address.</summary>
    [Means("An enquiry for a person to attach")] Outside,

    /// <summary>An automatic answer, a mail that came back, or one of a list: an answer to it would come back for ever.</summary>
    [Means("Automatic: nothing was opened")] Automatic,

    [Means("Too many of this sender: nothing was opened")] TooMany,

    /// <summary>Nobody could be answered.</summary>
    [Means("Names no sender: nothing was opened")] NoSender,
}

/// <summary>How far the sender of a mail is known. What stands in a mail anybody can write.</summary>
public enum MailProof
{
    Unproven,

    /// <summary>The bank's own mail server says that the sender's domain sent it.</summary>
    Confirmed,

    /// <summary>It answers a case of a customer who has another address.</summary>
    OtherAddress,
}

/// <summary>That a mail reached the bank's mailbox, and what was done with it. It names nobody, and holds nothing of the mail.</summary>
[Class(DataClass.C1)]
public sealed class IncomingMail : Entity
{
    public const string SenderColumn = "incoming_mails.sender";
    public const int DigestLength = 32;

    /// <summary>Said of one that came twice, or was read twice.</summary>
    public const string ReadAlready = "This mail was read already.";

    private IncomingMail() { } // EF Core

    /// <summary>SHA-256 of its id, sender, subject and text: one that comes twice, or is read twice, counts once.</summary>
    public byte[] Digest { get; private init; } = [];

    public DateTimeOffset ReadAt { get; private init; }
    public MailOutcome Outcome { get; private init; }

    /// <summary>Keyed hash of the address. Null: it names none.</summary>
    [Class(DataClass.C2)]
    public byte[]? Sender { get; private init; }

    /// <summary>In bytes, as the mailbox says.</summary>
    public long Size { get; private init; }

    /// <summary>The case that was opened, or that it was written on. Null: neither.</summary>
    public Guid? CaseId { get; private init; }

    /// <summary>Null: none was taken in.</summary>
    public Guid? EnquiryId { get; private init; }

    public static IncomingMail Of(Guid id, byte[] digest, byte[]? sender, long size, TakenMail taken, DateTimeOffset now) => new()
    {
        Id = id,
        Digest = digest,
        ReadAt = now,
        Outcome = taken.Outcome,
        Sender = sender,
        Size = size,
        CaseId = taken.CaseId,
        EnquiryId = taken.EnquiryId,
    };
}

/// <summary>What became of a mail.</summary>
public sealed record TakenMail(MailOutcome Outcome, Guid? CaseId = null, Guid? EnquiryId = null);
