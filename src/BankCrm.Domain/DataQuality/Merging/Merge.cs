using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;

namespace BankCrm.Domain.DataQuality.Merging;

/// <summary>
/// Two records that are said to be of one customer: proposed by one colleague, decided by another. Done, one record survives with all
/// that pointed at the other; undone, both are as they were.
/// </summary>
[Class(DataClass.C1)]
public sealed class Merge : Entity, IBranchScoped
{
    public const int ReasonMaxLength = 500;

    /// <summary>What nobody decides by then must be looked at and proposed anew.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromDays(3);

    private Merge() { } // EF Core

    /// <summary>Of the record that survives.</summary>
    public Guid BranchId { get; private init; }

    public Guid LoserBranchId { get; private init; }
    public Guid SurvivorId { get; private init; }
    public Guid LoserId { get; private init; }

    /// <summary>At which version the proposal saw the record that survives.</summary>
    public long SurvivorVersion { get; private init; }

    public long LoserVersion { get; private init; }

    /// <summary>The names of the fields whose value comes from the other record, with commas between them.</summary>
    public string FieldsFromLoser { get; private init; } = "";

    public MergeStatus Status { get; private set; }

    [Class(DataClass.C2)]
    public string Reason { get; private init; } = "";

    public Guid ProposedBy { get; private init; }
    public DateTimeOffset ProposedAt { get; private init; }

    /// <summary>Who approved, turned down or withdrew it.</summary>
    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was turned down, or undone. Empty: it was not.</summary>
    [Class(DataClass.C2)]
    public string Answer { get; private set; } = "";

    public Guid? UndoneBy { get; private set; }
    public DateTimeOffset? UndoneAt { get; private set; }

    public IReadOnlyList<MergeField> FromLoser =>
        [.. FieldsFromLoser.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<MergeField>)];

    public static Merge Propose(
        Guid id, Customer survivor, Customer loser, IEnumerable<MergeField> fromLoser, string reason, Guid byStaffId, DateTimeOffset now)
    {
        Refuse.If(survivor.Id == loser.Id, "This is one and the same record.");
        Refuse.If(survivor.Kind != loser.Kind, "A person and an organisation cannot be one customer.");
        return new()
        {
            Id = id,
            BranchId = survivor.BranchId,
            LoserBranchId = loser.BranchId,
            SurvivorId = survivor.Id,
            LoserId = loser.Id,
            SurvivorVersion = survivor.Version,
            LoserVersion = loser.Version,
            FieldsFromLoser = string.Join(',', fromLoser.Distinct().Order()),
            Reason = reason.Trim(),
            ProposedBy = byStaffId,
            ProposedAt = now,
        };
    }

    public bool HasExpired(DateTimeOffset now) => Status is MergeStatus.Proposed && now > ProposedAt + Validity;

    /// <summary>The records are still as the proposal saw them.</summary>
    public bool Fits(Customer survivor, Customer loser) => survivor.Version == SurvivorVersion && loser.Version == LoserVersion;

    public void Approve(Guid byStaffId, DateTimeOffset now)
    {
        RefuseUnlessOpen();
        Refuse.If(byStaffId == ProposedBy, "Nobody approves what they proposed themselves. Ask a colleague.");
        Refuse.If(HasExpired(now), "The proposal is older than three days. Withdraw it and propose the merge again.");
        Decide(MergeStatus.Done, byStaffId, now);
    }

    public void TurnDown(string reason, Guid byStaffId, DateTimeOffset now)
    {
        RefuseUnlessOpen();
        Refuse.If(byStaffId == ProposedBy, "You proposed this yourself: withdraw it instead.");
        Answer = reason.Trim();
        Decide(MergeStatus.TurnedDown, byStaffId, now);
    }

    public void Withdraw(Guid byStaffId, DateTimeOffset now)
    {
        RefuseUnlessOpen();
        Refuse.If(byStaffId != ProposedBy, "Only who proposed the merge withdraws it. Turn it down instead.");
        Decide(MergeStatus.Withdrawn, byStaffId, now);
    }

    /// <summary>It makes room for a new proposal.</summary>
    public void Lapse(Guid byStaffId, DateTimeOffset now)
    {
        Refuse.If(!HasExpired(now), "One of the two records is part of another proposal. Decide that one first.");
        Decide(MergeStatus.Withdrawn, byStaffId, now);
    }

    public void Undo(string reason, Guid byStaffId, DateTimeOffset now)
    {
        Refuse.If(Status is not MergeStatus.Done, "Only a merge that was done can be undone.");
        Status = MergeStatus.Undone;
        Answer = reason.Trim();
        UndoneBy = byStaffId;
        UndoneAt = now;
    }

    private void Decide(MergeStatus status, Guid byStaffId, DateTimeOffset now)
    {
        Status = status;
        DecidedBy = byStaffId;
        DecidedAt = now;
    }

    private void RefuseUnlessOpen() => Refuse.If(Status is not MergeStatus.Proposed, "The proposal is decided already.");
}
