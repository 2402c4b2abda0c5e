using BankCrm.Application.Common;
using BankCrm.Application.Customers.Selections;
using BankCrm.Application.Customers.Tags;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.BulkChanges;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.BulkChanges;

/// <summary>Has all customers of a frozen selection changed, in the background.</summary>
/// <param name="Id">Carried by the form, so that a double click asks once.</param>
/// <param name="OwnerId">To whom they are given; null: to nobody.</param>
/// <param name="Tag">Which is added or removed.</param>
[Allow(CustomerPermissions.Bulk)]
public sealed record AskBulkChange(Guid Id, Guid SelectionId, BulkKind Kind, Guid? OwnerId, string? Tag);

internal sealed class AskBulkChangeValidator : AbstractValidator<AskBulkChange>
{
    public AskBulkChangeValidator()
    {
        RuleFor(a => a.Id).NotEmpty();
        RuleFor(a => a.SelectionId).NotEmpty();
        RuleFor(a => a.Kind).IsInEnum();
        RuleFor(a => a.Tag).Custom((tag, context) =>
        {
            if (context.InstanceToValidate.Kind is not BulkKind.Assign && BulkTag.Fault(tag) is { } fault)
            {
                context.AddFailure(new FluentValidation.Results.ValidationFailure(nameof(AskBulkChange.Tag), fault.Sentence) { CustomState = fault.Args });
            }
        });
    }
}

internal sealed class AskBulkChangeHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<AskBulkChange>
{
    public async Task HandleAsync(AskBulkChange command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var selection = await db.SelectionAsync(command.SelectionId, user, now, ct);
        var wish = await BulkWishReader.ReadAsync(db, user, command.Kind, command.OwnerId, command.Tag, ct);
        var change = BulkChange.Ask(command.Id, selection, wish.Kind, wish.OwnerId, wish.OwnerBranchId, wish.Tag, now);
        db.Add(change);
        db.Add(BulkProgress.Of(change));
    }
}

/// <summary>The rule for the one tag of a change, the same as for those of a customer.</summary>
internal static class BulkTag
{
    public static Fault? Fault(string? tag) =>
        string.IsNullOrWhiteSpace(tag) ? new("Enter the tag.")
        : Registration.TagText.Split([tag]).Count > 1 ? new("Enter one tag only.")
        : CleanText.Check(tag.Trim(), Customer.TagMaxLength);
}

/// <summary>Reads what is wished, and refuses what nobody may wish.</summary>
internal static class BulkWishReader
{
    public static async Task<BulkWish> ReadAsync(CrmDb db, CurrentUser user, BulkKind kind, Guid? ownerId, string? tag, CancellationToken ct)
    {
        if (kind is not BulkKind.Assign)
        {
            Refuse.If(BulkTag.Fault(tag));
            if (kind is BulkKind.AddTag)
            {
                await db.RefuseRetiredTagsAsync([tag!.Trim()], [], ct);
            }

            return new(kind, null, null, tag!.Trim());
        }

        Refuse.If(!user.May(CustomerPermissions.Change), "Ask your branch manager to give customers to somebody else.");
        if (ownerId is not { } owner)
        {
            return new(kind, null, null, null);
        }

        var home = await db.Staff.Where(s => s.Id == owner && s.DisabledAt == null).Select(s => (Guid?)s.HomeBranchId).SingleOrDefaultAsync(ct);
        Refuse.If(home is null, "Choose a colleague who is at work.");
        Refuse.If(!user.SeesAllBranches && !user.Branches.Contains(home.Value), "Choose a colleague from the customers' branch.");
        return new(kind, owner, home, null);
    }
}
