using System.Text;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.AuditTrail;

/// <summary>How what was tried came out.</summary>
public enum AuditOutcome
{
    [Means("Done")] Ok,
    [Means("Refused")] Denied,
    [Means("Failed")] Error,
}

/// <summary>Who did it, from where: everything an entry says about the person and the request.</summary>
public sealed record AuditActor(
    Guid? StaffId, string? Name, string? Role, Guid? Branch, string? SessionRef, string? Ip, string? Correlation);

/// <summary>What happened. <paramref name="Changes"/> comes from <see cref="AuditChanges"/>.</summary>
public sealed record AuditRecord(string Event, AuditOutcome Outcome = AuditOutcome.Ok)
{
    public string? ObjectType { get; init; }
    public Guid? ObjectId { get; init; }
    public Guid? CustomerRef { get; init; }

    /// <summary>Whose the object is: staff of that branch may read the entry.</summary>
    public Guid? BranchId { get; init; }

    public string? ReasonCode { get; init; }
    public string? ReasonText { get; init; }
    public string? Changes { get; init; }
}

/// <summary>One line of the audit trail. Written once, never changed; its bytes are sealed into the chain as docs/audit-trail.md says.</summary>
[Class(DataClass.C2)]
public sealed class AuditEntry
{
    public const short CurrentFormat = 1;
    public const int NameMaxLength = 200;
    public const int ReasonMaxLength = 1000;

    private AuditEntry() { } // EF Core

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The database's clock at the insert; not known before the entry is read back.</summary>
    public DateTimeOffset At { get; private init; }

    public string Event { get; private init; } = "";
    public AuditOutcome Outcome { get; private init; }

    /// <summary>A colleague or an API client. Null: the system itself, or somebody not signed in.</summary>
    public Guid? Actor { get; private init; }

    public string? ActorName { get; private init; }
    public string? ActorRole { get; private init; }
    public Guid? ActorBranch { get; private init; }
    public string? SessionRef { get; private init; }
    public string? Ip { get; private init; }
    public string? Correlation { get; private init; }
    public string? ObjectType { get; private init; }
    public Guid? ObjectId { get; private init; }
    public Guid? CustomerRef { get; private init; }
    public Guid? BranchId { get; private init; }
    public string? ReasonCode { get; private init; }
    public string? ReasonText { get; private init; }

    /// <summary>Canonical JSON, field → [old, new]; C2 values are envelopes under the customer's key.</summary>
    public string? Changes { get; private init; }

    public short Fmt { get; private init; } = CurrentFormat;

    /// <exception cref="ArgumentException">The event is not registered in <see cref="AuditEvents"/>.</exception>
    public static AuditEntry Of(AuditActor actor, AuditRecord what) => new()
    {
        Event = AuditEvents.All.ContainsKey(what.Event)
            ? what.Event
            : throw new ArgumentException($"'{what.Event}' is no registered audit event.", nameof(what)),
        Outcome = what.Outcome,
        Actor = actor.StaffId,
        ActorName = Storable(actor.Name, NameMaxLength),
        ActorRole = Storable(actor.Role, NameMaxLength),
        ActorBranch = actor.Branch,
        SessionRef = Storable(actor.SessionRef, NameMaxLength),
        Ip = Storable(actor.Ip, NameMaxLength),
        Correlation = Storable(actor.Correlation, NameMaxLength),
        ObjectType = Storable(what.ObjectType, NameMaxLength),
        ObjectId = what.ObjectId,
        CustomerRef = what.CustomerRef,
        BranchId = what.BranchId,
        ReasonCode = Storable(what.ReasonCode, NameMaxLength),
        ReasonText = Storable(what.ReasonText, ReasonMaxLength),
        Changes = what.Changes,
    };

    /// <summary>A hostile text must not keep its own entry from being written: what PostgreSQL refuses is replaced, what is too long is cut.</summary>
    private static string? Storable(string? text, int maxLength)
    {
        if (text is null)
        {
            return null;
        }

        var clean = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > maxLength)
            {
                break;
            }

            clean.Append(rune.Value == 0 ? "\uFFFD" : rune.ToString());
        }

        return clean.ToString();
    }
}
