using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Selections;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Selections;

/// <summary>Puts customers on a list of one's own, or takes them off.</summary>
/// <param name="SelectionId">Whom: those of a frozen selection. Null: one customer.</param>
/// <param name="CustomerId">Null: those of the selection.</param>
/// <param name="TakesOff">False: they are put on it.</param>
[Allow(CustomerPermissions.Lists)]
public sealed record FillList(Guid ListId, Guid? SelectionId, Guid? CustomerId, bool TakesOff);

internal sealed class FillListValidator : AbstractValidator<FillList>
{
    public FillListValidator()
    {
        RuleFor(f => f.ListId).NotEmpty();
        RuleFor(f => f).Must(f => f.SelectionId is null != f.CustomerId is null).WithMessage("Choose customers.");
    }
}

internal sealed class FillListHandler(CrmDb db, CurrentUser user, IListWriter writer, IAuditTrail audit, TimeProvider clock) : ICommandHandler<FillList>
{
    public async Task HandleAsync(FillList command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var list = await db.CustomerLists.SingleOrDefaultAsync(l => l.Id == command.ListId && l.MadeBy == user.StaffId, ct) ?? throw new NotFoundException();
        var source = await SourceAsync(command, now, ct);
        var changed = command.TakesOff
            ? await writer.TakeOffAsync(list.Id, source, ct)
            : await writer.AddAsync(list.Id, source, user.Person, now, ct);

        Refuse.If(changed.Count == 0, command.TakesOff ? "None of them is on the list “{0}”." : "All of them are on the list “{0}” already.", list.Name);
        Refuse.If(
            !command.TakesOff && await db.ListedCustomers.CountAsync(l => l.ListId == list.Id, ct) > CustomerSelection.Most,
            "A list holds {0} customers at most.", CustomerSelection.Most);
        foreach (var branch in changed)
        {
            audit.Record(new(AuditEvents.BulkChanged)
            {
                ObjectType = nameof(NamedList),
                ObjectId = list.Id,
                CustomerRef = command.CustomerId,
                BranchId = branch.BranchId,
                Changes = AuditChanges.Of([(command.TakesOff ? "TakenOff" : "Added", null, branch.Customers), ("List", null, list.Name)]),
            });
        }
    }

    private async Task<Guid> SourceAsync(FillList command, DateTimeOffset now, CancellationToken ct)
    {
        if (command.SelectionId is { } selection)
        {
            return (await db.SelectionAsync(selection, user, now, ct)).Id;
        }

        return (await Timeline.CustomerAtHand.OfAsync(db, user, command.CustomerId!.Value, ct)).Id;
    }
}
