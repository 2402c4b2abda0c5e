using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Domain.Cases.Mails;

/// <summary>Whether mails become cases, and how. There is one.</summary>
[Class(DataClass.C1)]
[AuditedAs(AuditEvents.SettingChanged)]
public sealed class MailRules : Entity
{
    public const int HostMaxLength = 100;
    public const int MostOfSenderEver = 200;

    private MailRules() { } // EF Core

    /// <summary>Null: the mailbox is not read.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    public Guid? StartedBy { get; private set; }

    /// <summary>Which takes in what people write whom the bank does not know. Null: none yet, and nothing is read.</summary>
    public Guid? ForBranchId { get; private set; }

    /// <summary>A customer of whom a case was opened is told so.</summary>
    public bool Confirms { get; private set; }

    /// <summary>So many mails of one sender are taken in 24 hours. From 1 to <see cref="MostOfSenderEver"/>.</summary>
    public int MostOfSender { get; private set; } = 20;

    /// <summary>The mail server of the bank whose word on the sender's domain counts (RFC 8601). Empty: nobody's does.</summary>
    public string TrustedHost { get; private set; } = "";

    public bool IsOn => StartedAt is not null;

    public static MailRules Of(Guid id) => new() { Id = id };

    public void Change(Guid branchId, bool confirms, int mostOfSender, string trustedHost)
    {
        Refuse.If(mostOfSender is < 1 or > MostOfSenderEver, "Take between 1 and {0} mails of one sender a day.", MostOfSenderEver);
        (ForBranchId, Confirms, MostOfSender, TrustedHost) = (branchId, confirms, mostOfSender, trustedHost);
    }

    public void Start(Guid by, DateTimeOffset now)
    {
        Refuse.If(IsOn, "The mailbox is read already.");
        Refuse.If(ForBranchId is null, "Say first which branch takes in what people write whom the bank does not know.");
        (StartedAt, StartedBy) = (now, by);
    }

    /// <summary>What lies in the mailbox stays there.</summary>
    public void Stop()
    {
        Refuse.If(!IsOn, "The mailbox is not read.");
        (StartedAt, StartedBy) = (null, null);
    }
}

/// <summary>Why the mailbox could not be read, or not wholly.</summary>
public enum MailboxFault
{
    [Means("The mail server cannot be reached, or its certificate is not trusted")] Unreachable,
    [Means("The mail server did not answer in time")] Timeout,
    [Means("The mail server refused")] Refused,
    [Means("A mail could not be taken in and stays in the mailbox")] MailStays,
    [Means("A mail is too large and stays in the mailbox")] TooLarge,
}

/// <summary>How the mailbox was read last, and by which process it is read now. There is one.</summary>
[Class(DataClass.C1)]
public sealed class MailRun : Entity
{
    public const int WorkerMaxLength = 60;

    private MailRun() { } // EF Core

    public string? LeasedBy { get; private init; }
    public DateTimeOffset? LeasedUntil { get; private init; }

    /// <summary>Null: never.</summary>
    public DateTimeOffset? RanAt { get; private init; }

    /// <summary>How many were read then.</summary>
    public int Read { get; private init; }

    /// <summary>The last one, also where it went well since. Null: none yet.</summary>
    public MailboxFault? Fault { get; private init; }

    public DateTimeOffset? FaultAt { get; private init; }
}
