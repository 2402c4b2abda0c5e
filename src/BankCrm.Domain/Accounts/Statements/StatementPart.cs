namespace BankCrm.Domain.Accounts.Statements;

public enum StatementFormat
{
    Camt,
    Mt940,
    Ofx,
}

/// <summary>
/// What a reader of statements meets, in the order of the file: the file, then for each statement its beginning, its entries, its end.
/// So a file of any length is read without lying whole in memory.
/// </summary>
public abstract record StatementPart;

/// <param name="Message">The exact kind: camt.053.001.02, MT940, OFX 102.</param>
/// <param name="Encoding">How its letters are written.</param>
public sealed record FileBegun(StatementFormat Format, string Message, string? Namespace, string Encoding) : StatementPart;

/// <summary>OFX files are answers of a server, which first says whether it let the asker in: 0 is yes.</summary>
public sealed record SignOnAnswered(string Status) : StatementPart;

public sealed record StatementBegun(StatementHeader Header) : StatementPart;

public sealed record EntryRead(StatementEntry Entry) : StatementPart;

/// <param name="Announced">What the statement itself says of its entries, to be compared with them.</param>
/// <param name="Sum">Null: not checked yet.</param>
public sealed record StatementEnded(
    IReadOnlyList<StatementBalance> Balances, string? Information, AnnouncedSums? Announced, IReadOnlyList<StatementFault> Faults, StatementSum? Sum = null) : StatementPart;

/// <summary>The file is wrong in a way that belongs to no statement. Nothing comes after it where reading could not go on.</summary>
public sealed record FileFaulty(StatementFault Fault, bool Stopped) : StatementPart;

public sealed record AnnouncedSums(int? Entries, decimal? Credits, decimal? Debits, int Line);

/// <summary>What the entries of a statement come to.</summary>
/// <param name="Debits">Not below zero.</param>
/// <param name="Unreadable">Entries whose amount could not be read.</param>
/// <param name="AddsUp">Opening balance and booked entries make the closing balance. Null: it has not both balances.</param>
/// <param name="FaultyEntries">Entries with a fault of their own.</param>
public sealed record StatementSum(
    int Entries, int Details, decimal Credits, decimal Debits, int Unreadable, int FaultyEntries, StatementBalance? Opening, StatementBalance? Closing, bool? AddsUp)
{
    public decimal Net => Credits - Debits;
}
