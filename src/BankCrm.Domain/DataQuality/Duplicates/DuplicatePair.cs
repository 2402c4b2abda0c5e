using BankCrm.Domain.Common;

namespace BankCrm.Domain.DataQuality.Duplicates;

public enum DuplicateState
{
    /// <summary>Somebody is to look at it.</summary>
    [Means("To be looked at")] Open,

    /// <summary>Somebody did: they are two customers. Later sweeps leave it so.</summary>
    [Means("Not the same")] NotSame,
}

/// <summary>Two records that may be of one customer, the one with the lower id first. Found by a sweep, which writes them many at a time.</summary>
[Class(DataClass.C1)]
public sealed class DuplicatePair : Entity
{
    public const int RemarkMaxLength = 300;

    private DuplicatePair() { } // EF Core

    public Guid FirstId { get; private init; }
    public Guid SecondId { get; private init; }

    /// <summary>0 to 100, as <see cref="Resemblance.Score"/>.</summary>
    public short Score { get; private init; }

    /// <summary>There is no reasonable doubt.</summary>
    public bool IsSure { get; private init; }

    /// <summary>Names of <see cref="ResemblanceReason"/>, the weightiest first.</summary>
    public string[] Reasons { get; private init; } = [];

    public DateTimeOffset FoundAt { get; private init; }

    /// <summary>The sweep that saw it last.</summary>
    public Guid SweepId { get; private init; }

    public DuplicateState State { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>How they know. Empty: they did not say.</summary>
    public string Remark { get; private set; } = "";

    public void AreTwo(Guid by, DateTimeOffset now, string remark)
    {
        Refuse.If(State is DuplicateState.NotSame, "A colleague has decided already that these are two customers.");
        (State, DecidedBy, DecidedAt, Remark) = (DuplicateState.NotSame, by, now, remark.Trim());
    }

    public void LookAgain()
    {
        Refuse.If(State is DuplicateState.Open, "This pair is in the queue already.");
        (State, DecidedBy, DecidedAt, Remark) = (DuplicateState.Open, null, null, "");
    }
}
