using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.BulkChanges;

/// <summary>What a change of many came to with one customer.</summary>
public enum BulkFate
{
    [Means("Changed")] Changed,
    [Means("It was so already")] Same,
    [Means("Changed by somebody else meanwhile, left as it is")] ChangedMeanwhile,
    [Means("Not yours to change")] NotYours,
    [Means("Of another branch than the colleague")] OtherBranch,
    [Means("Has too many tags")] TooManyTags,
    [Means("Not there any more")] Gone,
    [Means("Put back")] PutBack,
    [Means("Edited since, left as it is")] EditedSince,
}

/// <summary>One customer of a <see cref="BulkChange"/>: what became of them, and what to put back.</summary>
[Class(DataClass.C1)]
public sealed class BulkRow : IBranchScoped
{
    private BulkRow() { } // EF Core

    public Guid ChangeId { get; private init; }
    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private init; }
    public BulkFate Fate { get; private set; }

    /// <summary>Who looked after them before; null for nobody, or another kind of change.</summary>
    public Guid? OwnerBefore { get; private init; }

    public static BulkRow Of(Guid changeId, Guid customerId, Guid branchId, BulkFate fate, Guid? ownerBefore) => new()
    {
        ChangeId = changeId,
        CustomerId = customerId,
        BranchId = branchId,
        Fate = fate,
        OwnerBefore = fate is BulkFate.Changed ? ownerBefore : null,
    };

    public void Undone(bool wasPutBack) => Fate = wasPutBack ? BulkFate.PutBack : BulkFate.EditedSince;
}
