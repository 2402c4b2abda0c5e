using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.SecondFactors;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.SecondFactors;

/// <summary>Says that a colleague has lost their second factor. Another administrator takes it away.</summary>
/// <param name="Id">Carried by the form, so that a double click proposes once.</param>
[Allow(AdminPermissions.ChangeUsers)]
[StepUp(StepUpPurpose.People)]
public sealed record ProposeFactorReset(Guid Id, Guid StaffId, string Reason);

/// <summary>The second administrator agrees: the password alone opens the door again, and all sessions end.</summary>
[Allow(AdminPermissions.ChangeUsers)]
[StepUp(StepUpPurpose.People)]
public sealed record DoFactorReset(Guid Id, uint Version);

/// <summary>It is not done: the second administrator does not agree, or the first one withdraws it.</summary>
[Allow(AdminPermissions.ChangeUsers)]
[StepUp(StepUpPurpose.People)]
public sealed record DropFactorReset(Guid Id, uint Version);

internal sealed class ProposeFactorResetValidator : AbstractValidator<ProposeFactorReset>
{
    public ProposeFactorResetValidator()
    {
        RuleFor(c => c.Id).NotEmpty();
        RuleFor(c => c.StaffId).NotEmpty();
        RuleFor(c => c.Reason).NotEmpty().IsClean(FactorReset.ReasonMaxLength);
    }
}

internal sealed class DoFactorResetValidator : AbstractValidator<DoFactorReset>
{
    public DoFactorResetValidator() => RuleFor(c => c.Id).NotEmpty();
}

internal sealed class DropFactorResetValidator : AbstractValidator<DropFactorReset>
{
    public DropFactorResetValidator() => RuleFor(c => c.Id).NotEmpty();
}

internal sealed class ProposeFactorResetHandler(
    CrmDb db, CurrentUser user, RoleGiving giving, ISecondFactors factors, IAuditTrail audit, TimeProvider clock) : ICommandHandler<ProposeFactorReset>
{
    public async Task HandleAsync(ProposeFactorReset command, CancellationToken ct)
    {
        var person = await db.Staff.SeenBy(user).AsSplitQuery().SingleOrDefaultAsync(s => s.Id == command.StaffId, ct) ?? throw new NotFoundException();
        await giving.DemandMayChangeAsync(person, ct);
        Refuse.If(!(await factors.OfAsync(person.Id, ct)).IsOn, "This colleague has no second factor.");
        db.Add(FactorReset.Propose(command.Id, person, command.Reason.Trim(), user.Person, clock.GetUtcNow()));
        audit.Record(new(AuditEvents.Proposed) { ObjectType = nameof(StaffMember), ObjectId = person.Id, ReasonCode = "second factor reset" });
    }
}

internal sealed class DoFactorResetHandler(
    CrmDb db, CurrentUser user, RoleGiving giving, ISecondFactors factors, FactorChange change, IAuditTrail audit, TimeProvider clock) : ICommandHandler<DoFactorReset>
{
    public async Task HandleAsync(DoFactorReset command, CancellationToken ct)
    {
        var reset = await db.ForChangeAsync<FactorReset>(command.Id, command.Version, ct);
        await giving.DemandMayChangeAsync(await db.Staff.AsSplitQuery().SingleAsync(s => s.Id == reset.StaffId, ct), ct);
        reset.Do(user.Person, clock.GetUtcNow());
        await factors.RemoveAllAsync(reset.StaffId, ct);
        audit.Record(new(AuditEvents.Decided) { ObjectType = nameof(StaffMember), ObjectId = reset.StaffId, ReasonCode = "second factor reset: done" });
        await change.MadeAsync(db, user, audit, reset.StaffId, "reset by two administrators", ct);
    }
}

internal sealed class DropFactorResetHandler(CrmDb db, CurrentUser user, IAuditTrail audit, TimeProvider clock) : ICommandHandler<DropFactorReset>
{
    public async Task HandleAsync(DropFactorReset command, CancellationToken ct)
    {
        var reset = await db.ForChangeAsync<FactorReset>(command.Id, command.Version, ct);
        reset.Drop(user.Person, clock.GetUtcNow());
        audit.Record(new(AuditEvents.Decided) { ObjectType = nameof(StaffMember), ObjectId = reset.StaffId, ReasonCode = $"second factor reset: {reset.State}" });
    }
}
