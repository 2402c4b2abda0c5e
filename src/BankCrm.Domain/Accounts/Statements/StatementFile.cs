using System.Text.Json;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Statements;

public enum StatementFileState
{
    [Means("Not taken in yet")] Received,
    [Means("Waiting")] Waiting,
    [Means("Being taken in")] TakingIn,
    [Means("Taken in")] Done,
    [Means("Failed")] Failed,
}

/// <summary>A file of account statements: received and understood, then taken in by a job. What it said of each account stays with it.</summary>
[Class(DataClass.C1)]
public sealed class StatementFile : Entity, IBranchScoped
{
    public const int FileNameMaxLength = 200;
    public const int MessageMaxLength = 40;
    public const int FailureMaxLength = 300;
    public const int FaultsMaxLength = 4000;
    public const string FileKeyColumn = "statement_files.file_key";

    /// <summary>So long the file itself is kept after it was received.</summary>
    public static readonly TimeSpan FileTime = TimeSpan.FromDays(7);

    private StatementFile() { } // EF Core

    /// <summary>Where whoever uploaded it works.</summary>
    public Guid BranchId { get; private init; }

    /// <summary>As it was called where it came from; for the eye only.</summary>
    public string FileName { get; private init; } = "";

    /// <summary>Under which the file itself is stored.</summary>
    public Guid FileId { get; private init; }

    [Class(DataClass.C3)]
    public Sealed FileKey { get; private init; } = null!;

    /// <summary>SHA-256, hexadecimal.</summary>
    public string Digest { get; private init; } = "";

    public long Size { get; private init; }

    /// <summary>camt.053.001.02, MT940, OFX 102.</summary>
    public string Message { get; private init; } = "";

    /// <summary>How its letters are written.</summary>
    public string Letters { get; private init; } = "";

    public StatementFileState State { get; private set; }
    public Guid UploadedBy { get; private init; }
    public DateTimeOffset UploadedAt { get; private init; }

    /// <summary>Who had it taken in. Null: nobody yet.</summary>
    public Guid? StartedBy { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Why it failed, in words for the user. Null: it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>What is wrong with the file as a whole, see <see cref="StatementFaults"/>.</summary>
    public string FaultsJson { get; private init; } = "";

    public bool IsAtWork => State is StatementFileState.Waiting or StatementFileState.TakingIn;

    public static StatementFile Receive(Guid id, Guid branchId, ReceivedStatements file, FileBegun begun, IReadOnlyList<StatementFault> faults, Guid byStaffId, DateTimeOffset now) => new()
    {
        Id = id,
        BranchId = branchId,
        FileName = file.Name,
        FileId = file.FileId,
        FileKey = file.Key,
        Digest = file.Digest,
        Size = file.Size,
        Message = begun.Message,
        Letters = begun.Encoding,
        FaultsJson = StatementFaults.Write(faults),
        UploadedBy = byStaffId,
        UploadedAt = now,
    };

    /// <summary>Has what can be taken in taken in. Again is allowed: what is in stays as it is.</summary>
    public void Start(Guid byStaffId, DateTimeOffset now)
    {
        Refuse.If(IsAtWork, "The file is being taken in already.");
        Refuse.If(!IsKept(now), "The file was kept for {0} days and is deleted. Upload it again.", FileTime.Days);
        (State, StartedBy, FinishedAt, Failure) = (StatementFileState.Waiting, byStaffId, null, null);
    }

    public bool IsKept(DateTimeOffset now) => now - UploadedAt <= FileTime;

    /// <summary>A process has it.</summary>
    public void Take()
    {
        Refuse.If(!IsAtWork, "The file is taken in already.");
        State = StatementFileState.TakingIn;
    }

    /// <param name="failure">Null: it came to its end.</param>
    public void End(string? failure, DateTimeOffset now)
    {
        Refuse.If(!IsAtWork, "The file is taken in already.");
        (State, Failure, FinishedAt) = (failure is null ? StatementFileState.Done : StatementFileState.Failed, failure, now);
    }
}

/// <param name="Key">Opens the stored file.</param>
public sealed record ReceivedStatements(string Name, Guid FileId, Sealed Key, string Digest, long Size);

/// <summary>Faults as they are kept: the first few, with their lines.</summary>
public static class StatementFaults
{
    private const int Most = 8;

    public static string Write(IReadOnlyList<StatementFault> faults) => faults.Count == 0 ? ""
        : JsonSerializer.Serialize(faults.Take(Most).Select(f => new Kept(f.Line, f.Fault.Sentence, [.. f.Fault.Args.Select(a => a.ToString() ?? "")])));

    public static IReadOnlyList<StatementFault> Read(string json) => json.Length == 0 ? []
        : [.. JsonSerializer.Deserialize<Kept[]>(json)!.Select(k => new StatementFault(new(k.Sentence, [.. k.Args]), k.Line))];

    private sealed record Kept(int Line, string Sentence, string[] Args);
}
