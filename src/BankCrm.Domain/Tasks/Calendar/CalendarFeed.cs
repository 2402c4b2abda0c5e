using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.Calendar;

/// <summary>That a colleague's follow-ups can be read by a calendar program that knows a secret address. Only its hash is here.</summary>
[Class(DataClass.C1)]
public sealed class CalendarFeed : Entity
{
    private CalendarFeed() { } // EF Core

    public Guid StaffId { get; private init; }

    /// <summary>SHA-256 of the secret in the address.</summary>
    [Class(DataClass.C3)]
    public byte[] SecretHash { get; private set; } = [];

    /// <summary>Subjects leave the bank. If not, only the kind of what is to be done does.</summary>
    public bool TellsSubjects { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public static CalendarFeed Open(Guid staffId, byte[] secretHash, bool tellsSubjects, DateTimeOffset now) => new()
    {
        StaffId = staffId,
        SecretHash = secretHash,
        TellsSubjects = tellsSubjects,
        OpenedAt = now,
    };

    /// <summary>The old address opens nothing any more.</summary>
    public void Renew(byte[] secretHash, bool tellsSubjects, DateTimeOffset now) => (SecretHash, TellsSubjects, OpenedAt) = (secretHash, tellsSubjects, now);
}
