using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Transactions;

/// <summary>Says what a movement was for, where the rule guessed wrong. All else of it is its source's.</summary>
[Allow(AccountPermissions.CorrectCategory)]
public sealed record CorrectCategory
{
    public Guid AccountId { get; init; }
    public DateOnly BookedOn { get; init; }
    public string Reference { get; init => field = value ?? ""; } = "";

    /// <summary>What it was for when the colleague looked.</summary>
    public TransactionCategory Seen { get; init; }

    /// <summary>Null: not chosen yet.</summary>
    public TransactionCategory? Category { get; init; }
}

/// <summary>What the rule had said holds again.</summary>
[Allow(AccountPermissions.CorrectCategory)]
public sealed record TakeBackCategory(Guid AccountId, DateOnly BookedOn, string Reference, TransactionCategory Seen);

internal sealed class CorrectCategoryValidator : AbstractValidator<CorrectCategory>
{
    public CorrectCategoryValidator()
    {
        RuleFor(c => c.Reference).NotEmpty();
        RuleFor(c => c.Category).NotNull().IsInEnum();
    }
}

internal sealed class TakeBackCategoryValidator : AbstractValidator<TakeBackCategory>
{
    public TakeBackCategoryValidator() => RuleFor(c => c.Reference).NotEmpty();
}

internal sealed class CorrectCategoryHandler(CrmDb db, CurrentUser user, IAuditTrail audit) : ICommandHandler<CorrectCategory>
{
    public async Task HandleAsync(CorrectCategory command, CancellationToken ct)
    {
        var (movement, held) = await db.MovementToCorrectAsync(user, command.AccountId, command.BookedOn, command.Reference, command.Seen, ct);
        movement.Correct(command.Category!.Value);
        audit.Record(CategoryRecords.Of(movement, command.Seen, held));
    }
}

internal sealed class TakeBackCategoryHandler(CrmDb db, CurrentUser user, IAuditTrail audit) : ICommandHandler<TakeBackCategory>
{
    public async Task HandleAsync(TakeBackCategory command, CancellationToken ct)
    {
        var (movement, held) = await db.MovementToCorrectAsync(user, command.AccountId, command.BookedOn, command.Reference, command.Seen, ct);
        movement.TakeBackCorrection();
        audit.Record(CategoryRecords.Of(movement, command.Seen, held));
    }
}

internal static class CategoryRecords
{
    public static AuditRecord Of(Transaction movement, TransactionCategory before, HoldersSeen held) => new(AuditEvents.CategoryCorrected)
    {
        ObjectType = nameof(Account),
        ObjectId = movement.AccountId,
        CustomerRef = held.OwnerId,
        BranchId = held.BranchId,
        Changes = AuditChanges.Of([($"movement {movement.BookedOn:yyyy-MM-dd} {movement.Reference}", before, movement.Category)]),
    };

    extension(CrmDb db)
    {
        public IQueryable<Transaction> Movement(Guid accountId, DateOnly bookedOn, string reference) =>
            db.Transactions.Where(t => t.AccountId == accountId && t.BookedOn == bookedOn && t.Reference == reference);

        /// <summary>A movement, to be changed, as long as it is for what the colleague saw.</summary>
        /// <exception cref="NotFoundException">There is none, or its account is not one they may see.</exception>
        /// <exception cref="ConflictException">It was corrected meanwhile.</exception>
        public async Task<(Transaction Movement, HoldersSeen Held)> MovementToCorrectAsync(
            CurrentUser user, Guid accountId, DateOnly bookedOn, string reference, TransactionCategory seen, CancellationToken ct)
        {
            var held = await db.HoldersSeenAsync(user, accountId, ct);
            var movement = await db.Movement(accountId, bookedOn, reference).AsTracking().SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
            return movement.Category == seen ? (movement, held) : throw new ConflictException();
        }
    }
}
