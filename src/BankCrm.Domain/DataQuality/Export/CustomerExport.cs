using BankCrm.Domain.Common;

namespace BankCrm.Domain.DataQuality.Export;

/// <summary>
/// A list of customers on its way out of the bank's walls: asked for with a reason, beyond the limit approved by a second person, written
/// into a sealed file, picked up once.
/// </summary>
[Class(DataClass.C1)]
public sealed class CustomerExport : Entity, IBranchScoped
{
    public const int ReasonMaxLength = 500;
    public const int LeastReason = 10;
    public const int FailureMaxLength = 300;
    public const string FileKeyColumn = "exports.file_key";

    /// <summary>What nobody decides by then must be asked for anew.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromDays(3);

    private CustomerExport() { } // EF Core

    /// <summary>Where whoever asks for it works.</summary>
    public Guid BranchId { get; private init; }

    public Guid RequestedBy { get; private init; }
    public DateTimeOffset RequestedAt { get; private init; }
    public ExportFormat Format { get; private init; }

    /// <summary>In which language the file speaks.</summary>
    public string Language { get; private init; } = "";

    /// <summary>Which customers in which order, as JSON.</summary>
    public string ListJson { get; private init; } = "";

    [Class(DataClass.C2)]
    public string Reason { get; private init; } = "";

    /// <summary>How many customers matched when it was asked for.</summary>
    public int Counted { get; private init; }

    /// <summary>More rows than this are not written: whoever asked for it may not have more, or nobody approved more.</summary>
    public int RowLimit { get; private init; }

    public ExportStatus Status { get; private set; }

    /// <summary>Who approved it or turned it down. Null: it needed nobody, or waits.</summary>
    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was turned down. Empty: it was not.</summary>
    [Class(DataClass.C2)]
    public string Answer { get; private set; } = "";

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Rows in the file.</summary>
    public int? Rows { get; private set; }

    /// <summary>SHA-256 of the file as it is handed out, hexadecimal.</summary>
    public string? Digest { get; private set; }

    public long? Size { get; private set; }

    public Guid? FileId { get; private set; }

    /// <summary>Opens the file, and is forgotten when it has been picked up.</summary>
    [Class(DataClass.C3)]
    public Sealed? FileKey { get; private set; }

    public DateTimeOffset? ExpiresAt { get; private set; }
    public DateTimeOffset? PickedUpAt { get; private set; }

    /// <summary>Why it failed, in words for the user. Null: it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Printed in the file, quoted when somebody asks where it came from.</summary>
    public string Reference => Id.ToString("n")[^10..].ToUpperInvariant();

    public bool IsAtWork => Status is ExportStatus.Waiting;

    /// <param name="id">Carried by the form.</param>
    /// <param name="order">What is asked for, by whom.</param>
    /// <param name="counted">How many match now.</param>
    /// <param name="limit">How many they may have without asking anybody.</param>
    /// <param name="now">The moment.</param>
    public static CustomerExport Request(Guid id, ExportOrder order, int counted, int limit, DateTimeOffset now)
    {
        Refuse.If(counted == 0, "No customer matches: there is nothing to export.");
        return new()
        {
            Id = id,
            BranchId = order.BranchId,
            RequestedBy = order.StaffId,
            RequestedAt = now,
            Format = order.Format,
            Language = order.Language,
            ListJson = order.ListJson,
            Reason = order.Reason.Trim(),
            Counted = counted,
            RowLimit = Math.Max(counted, limit),
            Status = counted > limit ? ExportStatus.Proposed : ExportStatus.Waiting,
        };
    }

    public bool HasExpired(DateTimeOffset now) =>
        (Status is ExportStatus.Proposed && now > RequestedAt + Validity) || (Status is ExportStatus.Ready && now > ExpiresAt);

    public void Approve(Guid byStaffId, DateTimeOffset now)
    {
        RefuseUnlessProposed();
        Refuse.If(byStaffId == RequestedBy, "Nobody approves an export they asked for themselves. Ask a colleague.");
        Refuse.If(HasExpired(now), "The request is older than three days. The export must be asked for again.");
        (Status, DecidedBy, DecidedAt) = (ExportStatus.Waiting, byStaffId, now);
    }

    public void TurnDown(string reason, Guid byStaffId, DateTimeOffset now)
    {
        RefuseUnlessProposed();
        Refuse.If(byStaffId == RequestedBy, "You asked for this yourself: cancel it instead.");
        Answer = reason.Trim();
        (Status, DecidedBy, DecidedAt) = (ExportStatus.TurnedDown, byStaffId, now);
    }

    /// <summary>Whoever is writing the file stops at the next rows.</summary>
    public void Cancel(Guid byStaffId, DateTimeOffset now)
    {
        Refuse.If(byStaffId != RequestedBy, "Only who asked for an export cancels it.");
        Refuse.If(Status is not (ExportStatus.Proposed or ExportStatus.Waiting or ExportStatus.Ready), "The export has ended already.");
        End(ExportStatus.Cancelled, now);
    }

    public void Finish(ExportedFile file, DateTimeOffset now, TimeSpan keptFor)
    {
        Refuse.If(!IsAtWork, "The export has ended already.");
        (Status, FinishedAt, ExpiresAt) = (ExportStatus.Ready, now, now + keptFor);
        (Rows, Digest, Size, FileId, FileKey) = (file.Rows, file.Digest, file.Size, file.Id, file.Key);
    }

    public void Fail(string why, DateTimeOffset now)
    {
        Refuse.If(!IsAtWork, "The export has ended already.");
        Failure = why;
        End(ExportStatus.Failed, now);
    }

    /// <summary>Once: its key is forgotten with it.</summary>
    public void PickUp(Guid byStaffId, DateTimeOffset now)
    {
        Refuse.If(byStaffId != RequestedBy, "Only who asked for an export picks it up.");
        Refuse.If(Status is ExportStatus.PickedUp, "The file was picked up already, and can be once only. Ask for a new export.");
        Refuse.If(Status is ExportStatus.Expired || HasExpired(now), "The file was kept for a day and is deleted. Ask for a new export.");
        Refuse.If(Status is not ExportStatus.Ready, "There is no file to pick up.");
        (Status, PickedUpAt, FileKey) = (ExportStatus.PickedUp, now, null);
    }

    /// <summary>Nobody came for it in time.</summary>
    public void Expire(DateTimeOffset now)
    {
        Refuse.If(!HasExpired(now), "The export has not expired.");
        (Status, FileKey) = (ExportStatus.Expired, null);
    }

    private void End(ExportStatus status, DateTimeOffset now) => (Status, FinishedAt, FileKey) = (status, now, null);

    private void RefuseUnlessProposed() => Refuse.If(Status is not ExportStatus.Proposed, "The export is decided already.");
}

/// <summary>What somebody asks for.</summary>
public sealed record ExportOrder(Guid StaffId, Guid BranchId, ExportFormat Format, string Language, string ListJson, string Reason);

/// <summary>What came of it.</summary>
public sealed record ExportedFile(Guid Id, Sealed Key, int Rows, string Digest, long Size);
