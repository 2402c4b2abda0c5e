using BankCrm.Domain.Common;

namespace BankCrm.Domain.Segments.Scores;

public enum ScoreState
{
    [Means("Waiting")] Waiting,
    [Means("Learning")] Learning,
    [Means("Waits for approval")] Learnt,
    [Means("In use")] InUse,
    [Means("Turned down")] TurnedDown,
    [Means("Replaced")] Replaced,
    [Means("Failed")] Failed,
}

/// <summary>A score learnt of a history, once and for all. Only what somebody else than its maker has approved scores customers.</summary>
[Class(DataClass.C1)]
public sealed class ScoreVersion : Entity
{
    public const int RemarkMaxLength = 500;

    private ScoreVersion() { } // EF Core

    public Guid HistoryId { get; private init; }

    /// <summary>Of the versions of the history, from 1.</summary>
    public int Number { get; private init; }

    public ScoreState State { get; private set; }
    public Guid AskedBy { get; private init; }
    public DateTimeOffset AskedAt { get; private init; }
    public DateTimeOffset? LearntAt { get; private set; }

    /// <summary>Of the columns that did not speak: names, and why as the doubt is called.</summary>
    public string[] LeftOut { get; private set; } = [];

    /// <summary><see cref="ScoreReport"/> and <see cref="ScoreModel"/> as JSON. Null: it is not learnt.</summary>
    public string? Report { get; private set; }

    public string? Model { get; private set; }

    /// <summary>It has seen the rows of the history whose places are below; those behind came later.</summary>
    public int Seen { get; private set; }

    public Guid? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? Remark { get; private set; }

    /// <summary>When it last scored customers, and how many.</summary>
    public DateTimeOffset? ScoredAt { get; private set; }

    public int Scored { get; private set; }

    /// <summary>Between 0 and 1; written as it goes.</summary>
    public double Progress { get; private init; }

    /// <summary>Beyond this moment another process may begin it anew.</summary>
    public DateTimeOffset? LeasedUntil { get; private init; }

    public bool IsAtWork => State is ScoreState.Waiting or ScoreState.Learning;

    public static ScoreVersion Ask(Guid id, OutcomeHistory history, Guid by, DateTimeOffset now)
    {
        var number = history.NextVersion();
        return new()
        {
            Id = id,
            HistoryId = history.Id,
            Number = number,
            AskedBy = by,
            AskedAt = now,
            LeftOut = [.. history.Columns.Where(c => c.Use is not HistoryColumnUse.Before).Select(c => $"{c.Name}\t{c.Doubt}\t{c.Use}")],
        };
    }

    /// <param name="seen">Behind the last row that it saw.</param>
    public void End(string model, string report, int seen, DateTimeOffset now)
    {
        Refuse.If(!IsAtWork, "It has been learnt already.");
        (State, Model, Report, Seen, LearntAt) = (ScoreState.Learnt, model, report, seen, now);
    }

    public void Fail(DateTimeOffset now)
    {
        Refuse.If(!IsAtWork, "It has been learnt already.");
        (State, LearntAt) = (ScoreState.Failed, now);
    }

    /// <param name="inUse">The version that scores customers until now. Null: none.</param>
    public void Approve(ScoreVersion? inUse, string remark, Guid by, DateTimeOffset now)
    {
        Decide(remark, by, now);
        inUse?.State = ScoreState.Replaced;
        State = ScoreState.InUse;
    }

    public void TurnDown(string remark, Guid by, DateTimeOffset now)
    {
        Decide(remark, by, now);
        State = ScoreState.TurnedDown;
    }

    /// <summary>What it said of customers is forgotten.</summary>
    public void Withdraw(string remark, Guid by, DateTimeOffset now)
    {
        Refuse.If(State is not ScoreState.InUse, "This version scores nobody.");
        (State, Remark, DecidedBy, DecidedAt) = (ScoreState.Replaced, remark.Trim(), by, now);
    }

    public void HasScored(int customers, DateTimeOffset now) => (ScoredAt, Scored) = (now, customers);

    private void Decide(string remark, Guid by, DateTimeOffset now)
    {
        Refuse.If(State is not ScoreState.Learnt, "There is nothing to decide about this version.");
        Refuse.If(by == AskedBy, "You had it learnt: a colleague decides.");
        (Remark, DecidedBy, DecidedAt) = (remark.Trim(), by, now);
    }
}

/// <summary>What the score in use says of a customer. Written many at a time; the points are read anew from what is known of them.</summary>
[Class(DataClass.C1)]
public sealed class CustomerScore : IBranchScoped, IOfCustomer
{
    private CustomerScore() { } // EF Core

    public Guid HistoryId { get; private init; }
    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private init; }

    /// <summary>The row from which it was read: the customer's latest. Null: it was read from what is known of them on the day they were scored.</summary>
    public Guid? RowId { get; private init; }

    public int Number { get; private init; }
    public double Probability { get; private init; }

    /// <summary>1 is the tenth with the highest probabilities.</summary>
    public int Tenth { get; private init; }

    public DateTimeOffset ScoredAt { get; private init; }
}
