using BankCrm.Domain.Common;

namespace BankCrm.Domain.Admin.Proposals;

public enum ProposalState
{
    [Means("Waits for a second administrator")] Proposed,
    [Means("Done")] Done,
    [Means("Turned down")] TurnedDown,
    [Means("Withdrawn")] Withdrawn,
}

/// <summary>What one administrator proposes and another one does: neither alone can make it so.</summary>
public abstract class Proposal : Entity
{
    /// <summary>What nobody decided by then is over: it is proposed anew.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    protected Proposal() { } // EF Core

    protected Proposal(Guid id, Guid by, DateTimeOffset at) => (Id, ProposedBy, ProposedAt) = (id, by, at);

    public ProposalState State { get; private set; }
    public Guid ProposedBy { get; private init; }
    public DateTimeOffset ProposedAt { get; private init; }

    /// <summary>Who did it, turned it down or withdrew it. Null: nobody yet.</summary>
    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The second administrator agrees. What is to happen then is up to who calls.</summary>
    public virtual void Do(Guid by, DateTimeOffset now)
    {
        RefuseUnlessOpen();
        Refuse.If(by == ProposedBy, "A second administrator does it: nobody decides what they proposed.");
        Refuse.If(IsOver(now), "This was proposed more than three days ago. Withdraw it and propose it anew.");
        Decide(ProposalState.Done, by, now);
    }

    /// <summary>It is not done. Who proposed it withdraws it.</summary>
    public void Drop(Guid by, DateTimeOffset now)
    {
        RefuseUnlessOpen();
        Decide(by == ProposedBy ? ProposalState.Withdrawn : ProposalState.TurnedDown, by, now);
    }

    public bool IsOver(DateTimeOffset now) => now >= ProposedAt + Lifetime;

    private void Decide(ProposalState state, Guid by, DateTimeOffset now) => (State, DecidedBy, DecidedAt) = (state, by, now);

    private void RefuseUnlessOpen() => Refuse.If(State is not ProposalState.Proposed, "This proposal was decided already.");
}
