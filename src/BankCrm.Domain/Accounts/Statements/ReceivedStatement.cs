using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Statements;

public enum StatementState
{
    [Means("Can be taken in")] Ready,
    [Means("Nothing in it")] Empty,
    [Means("Account not known")] NoAccount,
    [Means("Not taken: wrong")] Wrong,
    [Means("Taken in")] TakenIn,
}

/// <summary>One statement of a received file, and what became of it.</summary>
[Class(DataClass.C1)]
public sealed class ReceivedStatement : IBranchScoped
{
    public const int NameMaxLength = 100;
    private const decimal Largest = 999_999_999_999_999m;

    private ReceivedStatement() { } // EF Core

    public Guid FileId { get; private init; }
    public Guid BranchId { get; private init; }

    /// <summary>Its place in the file, from 1.</summary>
    public int Place { get; private init; }

    public int Line { get; private init; }
    public StatementState State { get; private set; }

    /// <summary>Null: no account that whoever uploaded it sees has this number.</summary>
    public Guid? AccountId { get; private init; }

    /// <summary>Masked.</summary>
    [Class(DataClass.C2)]
    public string AccountShown { get; private init; } = "";

    /// <summary>Its id and number, as the bank counts them.</summary>
    public string Name { get; private init; } = "";

    public string Currency { get; private init; } = "";
    public DateOnly? From { get; private init; }
    public DateOnly? Through { get; private init; }

    [Class(DataClass.C2)]
    public decimal? Opening { get; private init; }

    [Class(DataClass.C2)]
    public decimal? Closing { get; private init; }

    [Class(DataClass.C2)]
    public decimal Credits { get; private init; }

    [Class(DataClass.C2)]
    public decimal Debits { get; private init; }

    public bool? AddsUp { get; private init; }
    public int Entries { get; private init; }

    /// <summary>Entries that the account had when the file was received.</summary>
    public int KnownBefore { get; private init; }

    public int Added { get; private set; }
    public int Known { get; private set; }
    public int Refused { get; private set; }

    /// <summary>See <see cref="StatementFaults"/>.</summary>
    public string FaultsJson { get; private set; } = "";

    public static ReceivedStatement Of(StatementFile file, int place, StatementHeader header, StatementEnded ended, IReadOnlyList<StatementFault> faults, FoundAccount found) => new()
    {
        FileId = file.Id,
        BranchId = file.BranchId,
        Place = place,
        Line = header.Line,
        State = faults.Count > 0 || ended.Sum!.AddsUp is false ? StatementState.Wrong
            : found.AccountId is null ? StatementState.NoAccount
            : ended.Sum.Entries == 0 ? StatementState.Empty
            : StatementState.Ready,
        AccountId = found.AccountId,
        AccountShown = found.Shown,
        Name = Short(string.Join(' ', new[] { header.Id, header.Number }.Where(p => !string.IsNullOrEmpty(p)))),
        Currency = Short(ended.Sum!.Closing?.Currency ?? header.Account.Currency ?? "", 3),
        From = header.From ?? ended.Sum.Opening?.On,
        Through = header.Through ?? ended.Sum.Closing?.On,
        Opening = Storable(ended.Sum.Opening?.Amount),
        Closing = Storable(ended.Sum.Closing?.Amount),
        Credits = Storable(ended.Sum.Credits) ?? 0,
        Debits = Storable(ended.Sum.Debits) ?? 0,
        AddsUp = ended.Sum.AddsUp,
        Entries = ended.Sum.Entries,
        KnownBefore = found.Known,
        FaultsJson = StatementFaults.Write(faults),
    };

    /// <summary>Begins anew: what was counted before a process died is counted again.</summary>
    public void Begin() => (Added, Known, Refused, FaultsJson) = (0, 0, 0, "");

    public void Count(int added, int known, IReadOnlyList<StatementFault> refused)
    {
        Added += added;
        Known += known;
        Refused += refused.Count;
        FaultsJson = StatementFaults.Write([.. StatementFaults.Read(FaultsJson), .. refused]);
    }

    public void End() => State = StatementState.TakenIn;

    /// <summary>What no account holds finds no room in the database either; such entries are refused when they are to be booked.</summary>
    private static decimal? Storable(decimal? amount) => amount is { } told ? Math.Clamp(told, -Largest, Largest) : null;

    private static string Short(string text, int length = NameMaxLength) => text.Length > length ? text[..length] : text;
}

/// <param name="Shown">The number as the statement has it, masked.</param>
/// <param name="Known">Entries that the account has already.</param>
public sealed record FoundAccount(Guid? AccountId, string Shown, int Known);

/// <summary>Which process takes a file in.</summary>
[Class(DataClass.C1)]
public sealed class StatementLease
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private StatementLease() { } // EF Core

    public Guid FileId { get; private init; }
    public string? LeasedBy { get; private set; }

    /// <summary>Beyond this moment whoever holds it is taken for dead.</summary>
    public DateTimeOffset? LeasedUntil { get; private set; }

    public uint Version { get; private set; }

    public static StatementLease Of(StatementFile file) => new() { FileId = file.Id };

    public bool IsFree(DateTimeOffset now) => LeasedUntil is null || LeasedUntil < now;

    public void Take(string worker, DateTimeOffset now) => (LeasedBy, LeasedUntil) = (worker, now + Lease);

    public void Release() => (LeasedBy, LeasedUntil) = (null, null);
}
