using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.SecondFactors;

/// <summary>Takes a lost second factor from somebody where no administrator can, and ends their sessions. For the command line, by who runs the server.</summary>
[Allow(AdminPermissions.ChangeUsers)]
[StepUp(StepUpPurpose.People)]
public sealed record ResetFactorAtServer(string UserName);

internal sealed class ResetFactorAtServerValidator : AbstractValidator<ResetFactorAtServer>
{
    public ResetFactorAtServerValidator() => RuleFor(c => c.UserName).NotEmpty();
}

internal sealed class ResetFactorAtServerHandler(ISecondFactors factors, FactorChange change, CrmDb db, CurrentUser user, IAuditTrail audit) : ICommandHandler<ResetFactorAtServer>
{
    public async Task HandleAsync(ResetFactorAtServer command, CancellationToken ct)
    {
        if (!user.IsSystem)
        {
            throw new ForbiddenException(AdminPermissions.ChangeUsers); // colleagues need a second one for it
        }

        var name = command.UserName.Trim().ToLowerInvariant();
        var staffId = await db.Staff.Where(s => s.UserName == name).Select(s => s.Id).SingleOrDefaultAsync(ct);
        Refuse.If(staffId == Guid.Empty, "There is nobody of this user name.");
        Refuse.If(!(await factors.OfAsync(staffId, ct)).IsOn, "This colleague has no second factor.");
        await factors.RemoveAllAsync(staffId, ct);
        await change.MadeAsync(db, user, audit, staffId, "reset at the server", ct);
    }
}
