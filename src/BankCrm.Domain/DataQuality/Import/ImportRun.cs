using System.Text.Json;
using System.Text.Json.Serialization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.DataQuality.Import;

/// <summary>
/// One file of customers, accounts or movements on its way into the bank: received, its columns assigned, checked as a whole, run. Its counts are kept apart, in
/// <see cref="ImportProgress"/>, because they change with every chunk.
/// </summary>
[Class(DataClass.C1)]
public sealed class ImportRun : Entity, IBranchScoped
{
    public const int FileNameMaxLength = 200;
    public const int FailureMaxLength = 300;

    /// <summary>So long what was before is kept, and the import can be undone.</summary>
    public static readonly TimeSpan UndoTime = TimeSpan.FromDays(7);

    /// <summary>So long the file is kept after it was received.</summary>
    public static readonly TimeSpan FileTime = TimeSpan.FromDays(7);

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private ImportRun() { } // EF Core

    /// <summary>Whose run it is, and where customers go whose row names no branch.</summary>
    public Guid BranchId { get; private init; }

    /// <summary>As it was called where it came from; for the eye only.</summary>
    public string FileName { get; private init; } = "";

    /// <summary>As it is called in the folder of received files.</summary>
    public string StoredName { get; private init; } = "";

    /// <summary>SHA-256, hexadecimal.</summary>
    public string Digest { get; private init; } = "";

    public long Size { get; private init; }

    /// <summary>Roughly how many records there are.</summary>
    public long Lines { get; private init; }

    public ImportStatus Status { get; private set; }

    public ImportSubject Subject { get; private set; }

    /// <summary>When the very same bytes came first: a file that comes again is not a newer word than itself.</summary>
    public DateTimeOffset FirstReceivedAt { get; private init; }

    /// <summary>An <see cref="ImportLayout"/> as JSON.</summary>
    public string LayoutJson { get; private set; } = "";

    /// <summary>An <see cref="ImportMapping"/> as JSON.</summary>
    public string MappingJson { get; private set; } = "";

    /// <summary>Null: an operator, by the command line.</summary>
    public Guid? UploadedBy { get; private init; }

    public DateTimeOffset UploadedAt { get; private init; }

    /// <summary>Who last said how the file is read and what its columns mean. Null: an operator.</summary>
    public Guid? PreparedBy { get; private set; }

    /// <summary>Who had it undone. Null: nobody, or an operator.</summary>
    public Guid? UndoneBy { get; private set; }

    /// <summary>Of the last check or run.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>It has begun to write, so there may be something to go on with or to undo.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>Why it failed, in words for the user. Null: it did not.</summary>
    public string? Failure { get; private set; }

    public ImportLayout Layout => JsonSerializer.Deserialize<ImportLayout>(LayoutJson, Json)!;

    public ImportMapping Mapping => JsonSerializer.Deserialize<ImportMapping>(MappingJson, Json)!;

    public bool IsAtWork => Status is ImportStatus.Checking or ImportStatus.Running or ImportStatus.Cancelling or ImportStatus.Undoing;

    public static ImportRun Receive(
        Guid id, Guid branchId, ReceivedFile file, ImportLayout layout, ImportMapping suggested, Guid? byStaffId, DateTimeOffset now, DateTimeOffset? firstReceivedAt = null) => new()
        {
            Id = id,
            BranchId = branchId,
            FileName = file.Name,
            StoredName = file.StoredName,
            Digest = file.Digest,
            Size = file.Size,
            Lines = file.Lines,
            Subject = suggested.Subject,
            FirstReceivedAt = firstReceivedAt ?? now,
            LayoutJson = JsonSerializer.Serialize(layout, Json),
            MappingJson = JsonSerializer.Serialize(suggested, Json),
            UploadedBy = byStaffId,
            UploadedAt = now,
            PreparedBy = byStaffId,
        };

    /// <summary>The file is to be read otherwise: other columns, other meanings.</summary>
    public void ReadAs(ImportLayout layout, ImportMapping suggested, Guid? byStaffId)
    {
        RefuseUnlessOpen();

        LayoutJson = JsonSerializer.Serialize(layout, Json);
        MappingJson = JsonSerializer.Serialize(suggested, Json);
        Subject = suggested.Subject;
        (Status, PreparedBy) = (ImportStatus.Uploaded, byStaffId);
    }

    public void Map(ImportMapping mapping, Guid? byStaffId)
    {
        RefuseUnlessOpen();
        Refuse.If(mapping.Columns.Count != Layout.Headers.Count || mapping.Subject != Subject, "The file has other columns by now. Look at them again.");
        Refuse.If(mapping.Check());

        MappingJson = JsonSerializer.Serialize(mapping, Json);
        (Status, PreparedBy) = (ImportStatus.Mapped, byStaffId);
    }

    /// <summary>Has the whole file gone through without writing anything.</summary>
    public void Check(DateTimeOffset now)
    {
        Refuse.If(Status is not (ImportStatus.Mapped or ImportStatus.Checked), "Assign the columns first.");
        (Status, StartedAt, FinishedAt) = (ImportStatus.Checking, now, null);
    }

    /// <param name="unchecked">An operator may go without the check.</param>
    /// <param name="now">It begins as soon as no other is at work.</param>
    public void Start(DateTimeOffset now, bool @unchecked = false)
    {
        Refuse.If(Status is not ImportStatus.Checked && !(@unchecked && Status is ImportStatus.Mapped), "Have the file checked first.");
        (Status, StartedAt, FinishedAt, HasWritten) = (ImportStatus.Running, now, null, true);
    }

    /// <summary>Whether this colleague had a hand in what the file is and what it means: for a second pair of eyes theirs do not count.</summary>
    public bool WasPreparedBy(Guid? staffId) => staffId is not null && (staffId == UploadedBy || staffId == PreparedBy);

    /// <summary>Goes on behind the last row that is in.</summary>
    public void Resume(DateTimeOffset now)
    {
        Refuse.If(!MayResume(now), "There is nothing to go on with.");
        (Status, StartedAt, FinishedAt, Failure) = (ImportStatus.Running, now, null, null);
    }

    /// <summary>It was stopped, or failed, before its end.</summary>
    public bool MayResume(DateTimeOffset now) => HasWritten && Status is ImportStatus.Cancelled or ImportStatus.Failed && now - UploadedAt <= FileTime;

    /// <summary>Something was written that can be taken back.</summary>
    public bool MayUndo(DateTimeOffset now) =>
        Subject is ImportSubject.Customers && HasWritten && Status is ImportStatus.Done or ImportStatus.Cancelled or ImportStatus.Failed && now - FinishedAt <= UndoTime;

    /// <summary>Takes back what it wrote, but for customers whom somebody has changed since.</summary>
    public void Undo(Guid? byStaffId, DateTimeOffset now)
    {
        Refuse.If(Subject is not ImportSubject.Customers, "Accounts and movements are not taken back: their system sends what puts them right.");
        Refuse.If(!HasWritten || Status is not (ImportStatus.Done or ImportStatus.Cancelled or ImportStatus.Failed), "There is nothing to undo.");
        Refuse.If(!MayUndo(now), "An import can be undone for {0} days. This one ended earlier.", UndoTime.Days);
        (Status, StartedAt, FinishedAt, Failure, UndoneBy) = (ImportStatus.Undoing, now, null, null, byStaffId);
    }

    /// <summary>What is at work stops after its chunk; what is in stays in.</summary>
    public void Cancel(DateTimeOffset now)
    {
        Refuse.If(Status is ImportStatus.Done or ImportStatus.Cancelled or ImportStatus.Failed or ImportStatus.Undone, "The import has ended already.");
        Refuse.If(Status is ImportStatus.Undoing, "What is being undone is undone to the end.");
        Refuse.If(Status is ImportStatus.Cancelling, "The import is being cancelled already.");
        FinishedAt = IsAtWork ? null : now;
        Status = IsAtWork ? ImportStatus.Cancelling : ImportStatus.Cancelled;
    }

    /// <summary>Its file is gone: nobody went on with it in time.</summary>
    public void Expire(DateTimeOffset now)
    {
        RefuseUnlessOpen();
        (Status, Failure, FinishedAt) = (ImportStatus.Cancelled, "Nobody went on with the import for a week, and its file was deleted.", now);
    }

    /// <param name="failure">Null: it came to its end, or was cancelled.</param>
    /// <param name="now">When it ended.</param>
    public void End(string? failure, DateTimeOffset now)
    {
        Refuse.If(!IsAtWork, "The import has ended already.");
        Status = Status switch
        {
            ImportStatus.Undoing when failure is not null => ImportStatus.Done, // to be undone once more
            _ when failure is not null => ImportStatus.Failed,
            ImportStatus.Checking => ImportStatus.Checked,
            ImportStatus.Running => ImportStatus.Done,
            ImportStatus.Undoing => ImportStatus.Undone,
            _ => ImportStatus.Cancelled,
        };
        (Failure, FinishedAt) = (failure, now);
    }

    private void RefuseUnlessOpen() =>
        Refuse.If(Status is not (ImportStatus.Uploaded or ImportStatus.Mapped or ImportStatus.Checked), "The import has begun: its columns stay as they are.");
}

/// <param name="Lines">Roughly how many records there are.</param>
public sealed record ReceivedFile(string Name, string StoredName, string Digest, long Size, long Lines);
