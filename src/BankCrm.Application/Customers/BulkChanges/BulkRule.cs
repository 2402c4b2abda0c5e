using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.BulkChanges;

namespace BankCrm.Application.Customers.BulkChanges;

/// <summary>What is looked at of a customer before they are changed among many.</summary>
internal sealed record BulkTarget(
    Guid Id, Guid BranchId, Guid? OwnerId, IReadOnlyList<string> Tags, bool IsProtected, uint Version, Guid? ChangedBy)
{
    public static BulkTarget Of(Customer c) => new(c.Id, c.BranchId, c.OwnerId, c.Tags, c.IsProtected, c.Version, c.ChangedBy);
}

/// <summary>What is to be done with each.</summary>
internal sealed record BulkWish(BulkKind Kind, Guid? OwnerId, Guid? OwnerBranchId, string? Tag)
{
    public static BulkWish Of(BulkChange change) => new(change.Kind, change.OwnerId, change.OwnerBranchId, change.Tag);
}

/// <summary>The one rule of what a change of many does with each: what is shown before it is what happens.</summary>
internal static class BulkRule
{
    /// <param name="target">Null: not there any more, or out of sight.</param>
    /// <param name="seenVersion">The version when the selection was frozen.</param>
    public static BulkFate FateOf(BulkTarget? target, long seenVersion, BulkWish wish, CurrentUser user) =>
        target is null ? BulkFate.Gone
        : !user.MayOpen(target.IsProtected) || !MayChange(target, wish, user) ? BulkFate.NotYours
        : IsSo(target, wish) ? BulkFate.Same
        : target.Version != seenVersion && target.ChangedBy != user.StaffId ? BulkFate.ChangedMeanwhile
        : wish is { Kind: BulkKind.Assign, OwnerBranchId: { } branch } && branch != target.BranchId ? BulkFate.OtherBranch
        : wish.Kind is BulkKind.AddTag && target.Tags.Count >= Customer.MaxTags ? BulkFate.TooManyTags
        : BulkFate.Changed;

    public static void Apply(Customer customer, BulkWish wish)
    {
        switch (wish.Kind)
        {
            case BulkKind.Assign:
                customer.GiveTo(wish.OwnerId);
                break;
            case BulkKind.AddTag:
                Tag(customer, [.. customer.Tags, wish.Tag!]);
                break;
            case BulkKind.RemoveTag:
                Tag(customer, customer.Tags.Where(t => t != wish.Tag));
                break;
        }
    }

    /// <summary>Whether what the change did was still there, and is taken back now.</summary>
    public static bool PutBack(Customer customer, BulkWish wish, Guid? ownerBefore)
    {
        if (!IsSo(BulkTarget.Of(customer), wish))
        {
            return false;
        }

        switch (wish.Kind)
        {
            case BulkKind.Assign:
                customer.GiveTo(ownerBefore);
                break;
            case BulkKind.AddTag:
                Tag(customer, customer.Tags.Where(t => t != wish.Tag));
                break;
            case BulkKind.RemoveTag:
                Tag(customer, [.. customer.Tags, wish.Tag!]);
                break;
        }

        return true;
    }

    private static bool MayChange(BulkTarget target, BulkWish wish, CurrentUser user) =>
        wish.Kind is BulkKind.Assign ? user.May(CustomerPermissions.Change) : user.MayChange(target.OwnerId);

    private static bool IsSo(BulkTarget target, BulkWish wish) => wish.Kind switch
    {
        BulkKind.Assign => target.OwnerId == wish.OwnerId,
        BulkKind.AddTag => target.Tags.Contains(wish.Tag),
        _ => !target.Tags.Contains(wish.Tag),
    };

    private static void Tag(Customer customer, IEnumerable<string> tags) =>
        customer.Classify(customer.Tier, customer.Stage, customer.Language, tags);
}
