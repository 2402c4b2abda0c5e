using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Domain.Platform.Encryption;
using FluentValidation;

namespace BankCrm.Application.Customers.Relationships;

/// <summary>Corrects what is said of a relation.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record ChangeRelation
{
    public Guid CustomerId { get; init; }
    public Guid RelationId { get; init; }
    public uint Version { get; init; }
    public decimal? Share { get; init; }
    public DateOnly? Since { get; init; }
    public string Note { get; init => field = value ?? ""; } = "";
}

/// <summary>The relation does not hold any more.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record EndRelation
{
    public Guid CustomerId { get; init; }
    public Guid RelationId { get; init; }
    public uint Version { get; init; }

    /// <summary>The first day without it.</summary>
    public DateOnly? Day { get; init; }
}

/// <summary>The relation never was: somebody wrote it down in error.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record TakeBackRelation(Guid CustomerId, Guid RelationId, uint Version);

internal sealed class ChangeRelationValidator : AbstractValidator<ChangeRelation>
{
    public ChangeRelationValidator()
    {
        RuleFor(r => r.Note).MaximumLength(Relation.NoteMaxLength);
        RuleFor(r => r).Custom((r, context) => TermFaults.Add(r.Share, r.Since, r.Note, context.AddFailure));
    }
}

internal sealed class EndRelationValidator : AbstractValidator<EndRelation>;

internal sealed class TakeBackRelationValidator : AbstractValidator<TakeBackRelation>;

internal sealed class ChangeRelationHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index, TimeProvider clock)
    : ICommandHandler<ChangeRelation>
{
    public async Task HandleAsync(ChangeRelation command, CancellationToken ct)
    {
        await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        var relation = await db.RelationAsync(command.CustomerId, command.RelationId, command.Version, ct);
        await db.OtherCustomerAsync(relation.OtherOf(command.CustomerId), user, ct); // who sees one side only may end it, not reword it
        await db.TakeTurnsAsync(relation.Kind, relation.FromId, relation.ToId, ct);
        var others = await db.AtOddsAsync(relation.Kind, relation.FromId, relation.ToId, ct);
        var safe = new CustomerSafe(await ciphers.OfAsync(relation.FromId, ct), index);
        relation.Change(new(command.Share, command.Since, command.Note.Trim()), others, Branch.DayAt(clock.GetUtcNow()), safe);
    }
}

internal sealed class EndRelationHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<EndRelation>
{
    public async Task HandleAsync(EndRelation command, CancellationToken ct)
    {
        await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        var relation = await db.RelationAsync(command.CustomerId, command.RelationId, command.Version, ct);
        var today = Branch.DayAt(clock.GetUtcNow());
        relation.End(command.Day ?? today, today);
    }
}

internal sealed class TakeBackRelationHandler(CrmDb db, CurrentUser user) : ICommandHandler<TakeBackRelation>
{
    public async Task HandleAsync(TakeBackRelation command, CancellationToken ct)
    {
        await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        var relation = await db.RelationAsync(command.CustomerId, command.RelationId, command.Version, ct);
        await db.OtherCustomerAsync(relation.OtherOf(command.CustomerId), user, ct);
        db.Remove(relation);
    }
}
