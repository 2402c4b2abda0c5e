using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Common;
using FluentValidation;

namespace BankCrm.Application.Accounts.Alerts;

/// <summary>Takes an alert in hand.</summary>
[Allow(AlertPermissions.Work)]
public sealed record AcknowledgeAlert(Guid Id, uint Version);

/// <summary>What is written about an alert, whatever is done with it.</summary>
public interface IAlertAct
{
    Guid Id { get; }
    uint Version { get; }
    string Text { get; }
}

/// <summary>Writes down what was found out.</summary>
[Allow(AlertPermissions.Work)]
public sealed record NoteOnAlert(Guid Id, uint Version, string Text) : IAlertAct;

/// <summary>Gives an alert to a colleague.</summary>
[Allow(AlertPermissions.Work)]
public sealed record AssignAlert(Guid Id, uint Version, Guid ToStaffId, string Text) : IAlertAct;

/// <summary>Has a colleague decide.</summary>
[Allow(AlertPermissions.Work)]
public sealed record EscalateAlert(Guid Id, uint Version, Guid ToStaffId, string Text) : IAlertAct;

/// <summary>Ends an alert.</summary>
[Allow(AlertPermissions.Work)]
[StepUp(StepUpPurpose.Alerts)]
public sealed record CloseAlert(Guid Id, uint Version, AlertClosing? Closing, string Text) : IAlertAct;

internal sealed class AcknowledgeAlertValidator : AbstractValidator<AcknowledgeAlert>
{
    public AcknowledgeAlertValidator() => RuleFor(a => a.Id).NotEmpty();
}

internal sealed class NoteOnAlertValidator : AbstractValidator<NoteOnAlert>
{
    public NoteOnAlertValidator() => this.AsksForWords();
}

internal sealed class AssignAlertValidator : AbstractValidator<AssignAlert>
{
    public AssignAlertValidator()
    {
        this.AsksForWords();
        RuleFor(a => a.ToStaffId).NotEmpty();
    }
}

internal sealed class EscalateAlertValidator : AbstractValidator<EscalateAlert>
{
    public EscalateAlertValidator()
    {
        this.AsksForWords();
        RuleFor(a => a.ToStaffId).NotEmpty();
    }
}

internal sealed class CloseAlertValidator : AbstractValidator<CloseAlert>
{
    public CloseAlertValidator()
    {
        this.AsksForWords();
        RuleFor(a => a.Closing).NotNull().IsInEnum();
    }
}

internal sealed class AcknowledgeAlertHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<AcknowledgeAlert>
{
    public async Task HandleAsync(AcknowledgeAlert command, CancellationToken ct) =>
        (await db.ForChangeAsync<MovementAlert>(command.Id, command.Version, ct)).Acknowledge(user.Person, clock.GetUtcNow());
}

internal sealed class NoteOnAlertHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, TimeProvider clock) : ICommandHandler<NoteOnAlert>
{
    public async Task HandleAsync(NoteOnAlert command, CancellationToken ct) =>
        (await db.ForChangeAsync<MovementAlert>(command.Id, command.Version, ct)).Note(cipher.Written(command), user.Person, clock.GetUtcNow());
}

internal sealed class AssignAlertHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, TimeProvider clock) : ICommandHandler<AssignAlert>
{
    public async Task HandleAsync(AssignAlert command, CancellationToken ct)
    {
        await db.DemandOfficerAsync(command.ToStaffId, ct);
        (await db.ForChangeAsync<MovementAlert>(command.Id, command.Version, ct)).Assign(command.ToStaffId, cipher.Written(command), user.Person, clock.GetUtcNow());
    }
}

internal sealed class EscalateAlertHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, TimeProvider clock) : ICommandHandler<EscalateAlert>
{
    public async Task HandleAsync(EscalateAlert command, CancellationToken ct)
    {
        await db.DemandOfficerAsync(command.ToStaffId, ct);
        (await db.ForChangeAsync<MovementAlert>(command.Id, command.Version, ct)).Escalate(command.ToStaffId, cipher.Written(command), user.Person, clock.GetUtcNow());
    }
}

internal sealed class CloseAlertHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, TimeProvider clock) : ICommandHandler<CloseAlert>
{
    public async Task HandleAsync(CloseAlert command, CancellationToken ct) =>
        (await db.ForChangeAsync<MovementAlert>(command.Id, command.Version, ct)).Close(command.Closing!.Value, cipher.Written(command), user.Person, clock.GetUtcNow());
}

internal static class AlertWriting
{
    public static AlertWords Written(this IColumnCipher cipher, IAlertAct act)
    {
        var id = Guid.CreateVersion7();
        return new(id, cipher.Seal(AlertStep.TextColumn, id, act.Text.Trim()));
    }

    public static void AsksForWords<T>(this AbstractValidator<T> validator) where T : IAlertAct
    {
        validator.RuleFor(a => a.Id).NotEmpty();
        validator.RuleFor(a => a.Text).NotEmpty();
        validator.RuleFor(a => a.Text).IsClean(AlertStep.TextMaxLength, manyLines: true);
    }

    public static async Task DemandOfficerAsync(this CrmDb db, Guid staffId, CancellationToken ct) =>
        Refuse.If((await db.AlertOfficersAsync(ct)).All(o => o.Id != staffId), "Choose a colleague who may work on alerts.");
}
