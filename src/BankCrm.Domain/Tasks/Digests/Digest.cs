using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.Digests;

/// <summary>The digest of one colleague on one day: there is one at most, whoever looks. Its id is that of the message in the outbox.</summary>
[Class(DataClass.C1)]
public sealed class Digest : Entity
{
    public const string RecipientColumn = "digests.recipient";
    public const int SubjectMaxLength = 200;
    public const int TextMaxLength = 4000;

    private Digest() { } // EF Core

    public Guid StaffId { get; private init; }
    public DateOnly Day { get; private init; }

    /// <summary>False: nothing waited that morning, or they were away.</summary>
    public bool IsSent { get; private init; }

    /// <summary>Settled when it is sent.</summary>
    [Class(DataClass.C2)]
    public Sealed? Recipient { get; private set; }

    public string Subject { get; private set; } = "";

    /// <summary>Numbers, links, and the names of colleagues; nothing about customers.</summary>
    public string Text { get; private set; } = "";

    public static Digest Of(Guid id, Guid staffId, DateOnly day, bool isSent) => new() { Id = id, StaffId = staffId, Day = day, IsSent = isSent };

    public void Say(Sealed recipient, string subject, string text) => (Recipient, Subject, Text) = (recipient, subject, text);
}
