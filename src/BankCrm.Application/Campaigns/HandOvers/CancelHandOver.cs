using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Campaigns.HandOvers;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;

namespace BankCrm.Application.Campaigns.HandOvers;

/// <summary>There shall be no file after all, or nobody shall take the one that is there: those in it wait again.</summary>
[Allow(CampaignPermissions.HandOver)]
public sealed record CancelHandOver(Guid Id);

internal sealed class CancelHandOverValidator : AbstractValidator<CancelHandOver>
{
    public CancelHandOverValidator() => RuleFor(h => h.Id).NotEmpty();
}

internal sealed class CancelHandOverHandler(CrmDb db, CurrentUser user, IRowLock rows, IHandOverWriter writer, IAuditTrail audit, TimeProvider clock) : ICommandHandler<CancelHandOver>
{
    public async Task HandleAsync(CancelHandOver command, CancellationToken ct)
    {
        await rows.TakeAsync<CampaignHandOver>(command.Id, ct); // whoever writes the file says every moment how far it is
        var handOver = await db.ForChangeAsync<CampaignHandOver>(command.Id, ct);
        if (handOver.RequestedBy != user.StaffId)
        {
            throw new NotFoundException();
        }

        var now = clock.GetUtcNow();
        if (handOver.Cancel(user.Person, now))
        {
            await writer.GiveBackAsync(handOver.Id, now, ct);
        }

        audit.Record(HandOverRecords.Of(AuditEvents.Decided, handOver));
    }
}
