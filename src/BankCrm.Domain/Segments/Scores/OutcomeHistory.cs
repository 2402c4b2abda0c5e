using BankCrm.Domain.Common;

namespace BankCrm.Domain.Segments.Scores;

public enum HistoryState
{
    [Means("Say what its columns mean")] Received,
    [Means("Waiting")] Waiting,
    [Means("Ready")] Ready,
    [Means("Failed")] Failed,
}

/// <summary>
/// Past contacts and what came of each, to learn a score from. The rows stand apart (<see cref="OutcomeRow"/>); here is what they have in common, and of each column
/// whether it may speak.
/// </summary>
[Class(DataClass.C1)]
public sealed class OutcomeHistory : Entity
{
    public const int NameMaxLength = 80;
    public const int FileNameMaxLength = 200;
    public const int WhyMaxLength = 500;
    public const int MostColumns = 300;
    public const int MostRows = 500_000;
    public const int FaultMaxLength = 300;

    private readonly List<HistoryColumn> columns = [];

    private OutcomeHistory() { } // EF Core

    public string Name { get; private init; } = "";
    public HistoryState State { get; private set; }
    public string FileName { get; private init; } = "";

    /// <summary>Where the file lies until it is read. Null: it is gone.</summary>
    public string? StoredName { get; private set; }

    /// <summary>What the columns of the file are called.</summary>
    public string[] Header { get; private init; } = [];

    /// <summary><see cref="GatherTerms"/> as JSON: what it is gathered from inside the bank, again and again. Null: it was brought as a file.</summary>
    public string? Gathers { get; private init; }

    /// <summary>How far the gathering is, between 0 and 1; written as it goes.</summary>
    public double Progress { get; private set; }

    /// <summary>Beyond this moment another process may go on with it.</summary>
    public DateTimeOffset? LeasedUntil { get; private set; }

    /// <summary>Contacts that were not taken in yet, because nobody can know what comes of them.</summary>
    public int Open { get; private set; }

    /// <summary>How many places its rows were given. What is gathered later stands behind all that was there.</summary>
    public int Places { get; private set; }

    /// <summary><see cref="HistorySettings"/> as JSON. Null: nobody has said it yet.</summary>
    public string? Settings { get; private set; }

    public HistoryOrder Order { get; private set; }
    public int Rows { get; private set; }

    /// <summary>Rows whose outcome is known, and those where it came about.</summary>
    public int Known { get; private set; }

    public int Came { get; private set; }

    /// <summary>Rows that belong to a customer; and how many customers were made for them.</summary>
    public int Owned { get; private set; }

    public int Made { get; private set; }
    public Guid? BroughtBy { get; private init; }
    public DateTimeOffset BroughtAt { get; private init; }
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>Why it could not be read, and what stands in the sentence. Null: it could, or was not yet.</summary>
    public string? Fault { get; private set; }

    public string[] FaultArgs { get; private set; } = [];

    /// <summary>How many versions of the score there are.</summary>
    public int Latest { get; private set; }

    public IReadOnlyList<HistoryColumn> Columns => columns;

    public static OutcomeHistory Receive(Guid id, string name, string fileName, string storedName, IReadOnlyList<string> header, Guid? by, DateTimeOffset now)
    {
        Refuse.If(header.Count < 2, "A history has at least two columns: what was known, and what came of it.");
        Refuse.If(header.Count > MostColumns, "These are more than {0} columns.", MostColumns);
        Refuse.If(header.Any(h => h.Length == 0), "A column has no name.");
        return new() { Id = id, Name = name.Trim(), FileName = fileName, StoredName = storedName, Header = [.. header], BroughtBy = by, BroughtAt = now };
    }

    /// <summary>It is gathered in the background.</summary>
    public static OutcomeHistory Gather(Guid id, string name, GatherTerms terms, Guid by, DateTimeOffset now)
    {
        Refuse.If(terms.AllOf is null && terms.Campaigns.Count == 0, "Choose campaigns, or a kind of product.");
        Refuse.If(terms.Campaigns.Count > GatherTerms.MostCampaigns, "Choose at most {0} campaigns.", GatherTerms.MostCampaigns);
        return new() { Id = id, Name = name.Trim(), Gathers = terms.ToJson(), State = HistoryState.Waiting, Order = HistoryOrder.ByDay, BroughtBy = by, BroughtAt = now };
    }

    /// <summary>Takes in what has come to its end meanwhile. What is there stays.</summary>
    public void GatherAgain()
    {
        Refuse.If(Gathers is null, "This history was brought as a file. Bring a newer one under another name.");
        Refuse.If(State is HistoryState.Waiting, "It is being gathered already.");
        (State, Progress, LeasedUntil, Fault, FaultArgs) = (HistoryState.Waiting, 0, null, null, []);
    }

    /// <summary>All is taken in whose outcome is known.</summary>
    /// <param name="found">Of all rows, by the places of the columns. What a colleague decided about a column stays.</param>
    public void Gathered(IReadOnlyList<FoundColumn> found, HistoryCounts counts, int open, int places, DateTimeOffset now)
    {
        Refuse.If(Gathers is null || State is not HistoryState.Waiting, "It is not being gathered.");
        foreach (var (place, column) in found.Index())
        {
            if (columns.Find(c => c.Place == place) is { } known)
            {
                known.Find(column);
            }
            else
            {
                columns.Add(new HistoryColumn(Id, place, column));
            }
        }

        (State, ReadAt, LeasedUntil, Progress) = (HistoryState.Ready, now, null, 1);
        (Rows, Known, Came, Owned, Open, Places) = (counts.Rows, counts.Known, counts.Came, counts.Owned, open, places);
    }

    /// <summary>It will be read in the background.</summary>
    public void ReadAs(string settings, HistoryOrder order)
    {
        Refuse.If(State is not (HistoryState.Received or HistoryState.Failed) || StoredName is null, "The history has been read already. Bring it again under another name.");
        (State, Settings, Order, Fault, FaultArgs) = (HistoryState.Waiting, settings, order, null, []);
    }

    public void TakeIn(IReadOnlyList<(int Place, FoundColumn Column)> found, HistoryCounts counts, DateTimeOffset now)
    {
        Refuse.If(State is not HistoryState.Waiting, "The history has been read already. Bring it again under another name.");
        columns.AddRange(found.Select(f => new HistoryColumn(Id, f.Place, f.Column)));
        (State, StoredName, ReadAt) = (HistoryState.Ready, null, now);
        (Rows, Known, Came, Owned, Made, Places) = (counts.Rows, counts.Known, counts.Came, counts.Owned, counts.Made, counts.Rows);
    }

    /// <summary>The file stays, so that it can be read in another way.</summary>
    public void Fail(string fault, string[] args) => (State, Fault, FaultArgs, LeasedUntil) = (HistoryState.Failed, fault, args, null);

    /// <summary>Somebody vouches for a column, or takes it out.</summary>
    public void Decide(int place, HistoryColumnUse use, string why, Guid by, DateTimeOffset now)
    {
        Refuse.If(State is not HistoryState.Ready, "The history has not been read yet.");
        var column = columns.Find(c => c.Place == place);
        Refuse.If(column is null, "There is no such column.");
        column.Decide(use, why, by, now);
    }

    /// <returns>The number of the new version.</returns>
    public int NextVersion()
    {
        Refuse.If(State is not HistoryState.Ready, "The history has not been read yet.");
        Refuse.If(Known < ScoreTraining.FewestRows || Came < ScoreTraining.FewestOutcomes || Known - Came < ScoreTraining.FewestOutcomes,
            "Nothing would hold that is learnt of so few: at least {0} rows are needed, and {1} of either outcome.", ScoreTraining.FewestRows, ScoreTraining.FewestOutcomes);
        Refuse.If(columns.TrueForAll(c => c.Use is not HistoryColumnUse.Before), "No column may speak.");
        return ++Latest;
    }
}

public sealed record HistoryCounts(int Rows, int Known, int Came, int Owned, int Made);

/// <summary>A column of a history: what was found of it, and whether it may speak.</summary>
[Class(DataClass.C1)]
public sealed class HistoryColumn
{
    public const int NameMaxLength = 120;

    private HistoryColumn() { } // EF Core

    internal HistoryColumn(Guid historyId, int place, FoundColumn found)
    {
        (HistoryId, Place, Name, Kind) = (historyId, place, found.Name, found.Kind);
        (Use, Doubt, Alone, Empty, Distinct) = (found.Use, found.Doubt, found.Alone, found.Empty, found.Distinct);
    }

    public Guid HistoryId { get; private init; }

    /// <summary>In the file, from 0.</summary>
    public int Place { get; private init; }

    public string Name { get; private init; } = "";
    public HistoryColumnKind Kind { get; private init; }
    public HistoryColumnUse Use { get; private set; }
    public ColumnDoubt Doubt { get; private set; }

    /// <summary>How well it ranks outcomes by itself. Null: it was not tried.</summary>
    public double? Alone { get; private set; }

    public int Empty { get; private set; }
    public int Distinct { get; private set; }

    /// <summary>Who said otherwise than what was found, when and why. Null: nobody.</summary>
    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }
    public string? Why { get; private set; }

    /// <summary>More rows came.</summary>
    internal void Find(FoundColumn found)
    {
        (Doubt, Alone, Empty, Distinct) = (found.Doubt, found.Alone, found.Empty, found.Distinct);
        if (DecidedBy is null || found.Doubt is ColumnDoubt.Constant)
        {
            Use = found.Use;
        }
    }

    internal void Decide(HistoryColumnUse use, string why, Guid by, DateTimeOffset now)
    {
        Refuse.If(use == Use, "It is so already.");
        Refuse.If(use is HistoryColumnUse.Before && Doubt is ColumnDoubt.Identifier or ColumnDoubt.NamesPeople or ColumnDoubt.Constant or ColumnDoubt.Order, "Such a column never speaks.");
        Refuse.If(use is HistoryColumnUse.Before && Distinct == 0, "Such a column never speaks.");
        (Use, Why, DecidedBy, DecidedAt) = (use, why.Trim(), by, now);
    }
}

/// <summary>One past contact: what was known before, and what came of it. What was known stands under the key of the column. Written many at a time, never changed.</summary>
[Class(DataClass.C1)]
public sealed class OutcomeRow : IBranchScoped, IAboutCustomer
{
    public const string CellsColumn = "outcome_rows.cells";

    private OutcomeRow() { } // EF Core

    public Guid Id { get; private init; }
    public Guid HistoryId { get; private init; }

    /// <summary>In the order of the history, from 0. Of a gathered one: in the order in which it came in.</summary>
    public int Place { get; private init; }

    /// <summary>The contact it was gathered from, so that it comes in once. Null: it stood in a file.</summary>
    public Guid? SourceId { get; private init; }

    /// <summary>Null: the row is nobody's.</summary>
    public Guid? CustomerId { get; private init; }

    /// <summary>The customer's; where there is none, the head office.</summary>
    public Guid BranchId { get; private init; }

    /// <summary>Null: nothing is known yet.</summary>
    public bool? Outcome { get; private init; }

    /// <summary>Of the contact. Null: it is not known.</summary>
    public DateOnly? Day { get; private init; }

    /// <summary>A figure that rises with time, where there is no day.</summary>
    public double? Rank { get; private init; }

    /// <summary>What the row has in each column, as a list in JSON.</summary>
    [Class(DataClass.C2)]
    public Sealed Cells { get; private init; } = null!;
}
