using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Admin.SecondFactors;

public enum FactorResetState
{
    [Means("Waits for a second administrator")] Proposed,
    [Means("Done")] Done,
    [Means("Turned down")] TurnedDown,
    [Means("Withdrawn")] Withdrawn,
}

/// <summary>That a colleague has lost what they show besides the password: one administrator says so, another one takes it away. Neither is the colleague.</summary>
[Class(DataClass.C1)]
public sealed class FactorReset : Entity
{
    public const int ReasonMaxLength = 200;

    /// <summary>What nobody decided by then is over: who asks is asked again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    private FactorReset() { } // EF Core

    /// <summary>Whose it is.</summary>
    public Guid StaffId { get; private init; }

    /// <summary>How the administrator knows that it is them who ask.</summary>
    public string Reason { get; private init; } = "";

    public FactorResetState State { get; private set; }
    public Guid ProposedBy { get; private init; }
    public DateTimeOffset ProposedAt { get; private init; }

    /// <summary>Who did it, turned it down or withdrew it. Null: nobody yet.</summary>
    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public static FactorReset Propose(Guid id, StaffMember person, string reason, Guid by, DateTimeOffset now)
    {
        Refuse.If(person.Id == by, "You cannot reset your own second factor: ask two other administrators.");
        return new() { Id = id, StaffId = person.Id, Reason = reason, ProposedBy = by, ProposedAt = now };
    }

    public void Do(Guid by, DateTimeOffset now)
    {
        RefuseUnlessOpen();
        Refuse.If(by == ProposedBy, "A second administrator does it: nobody decides what they proposed.");
        Refuse.If(by == StaffId, "You cannot reset your own second factor: ask two other administrators.");
        Refuse.If(IsOver(now), "This was proposed more than three days ago. Withdraw it and propose it anew.");
        Decide(FactorResetState.Done, by, now);
    }

    /// <summary>It is not done. Who proposed it withdraws it.</summary>
    public void Drop(Guid by, DateTimeOffset now)
    {
        RefuseUnlessOpen();
        Decide(by == ProposedBy ? FactorResetState.Withdrawn : FactorResetState.TurnedDown, by, now);
    }

    public bool IsOver(DateTimeOffset now) => now >= ProposedAt + Lifetime;

    private void Decide(FactorResetState state, Guid by, DateTimeOffset now) => (State, DecidedBy, DecidedAt) = (state, by, now);

    private void RefuseUnlessOpen() => Refuse.If(State is not FactorResetState.Proposed, "This proposal was decided already.");
}
