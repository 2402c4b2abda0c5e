using BankCrm.Application.Common;
using BankCrm.Domain.Tasks.FollowUps;
using FluentValidation;

namespace BankCrm.Application.Tasks.FollowUps;

/// <summary>Changes what is to be done, or by when.</summary>
[Allow(TaskPermissions.Work)]
public sealed record ChangeFollowUp
{
    public Guid Id { get; init; }
    public uint Version { get; init; }
    public string Subject { get; init => field = value ?? ""; } = "";
    public string Due { get; init => field = value ?? ""; } = "";
    public FollowUpKind Kind { get; init; }
    public FollowUpPriority Priority { get; init; }
    public FollowUpRepeat? Repeat { get; init; }
    public FollowUpReminder Reminder { get; init; }
}

internal sealed class ChangeFollowUpValidator : AbstractValidator<ChangeFollowUp>
{
    public ChangeFollowUpValidator(TimeProvider clock)
    {
        RuleFor(f => f.Subject).NotEmpty();
        RuleFor(f => f.Subject).IsClean(FollowUp.SubjectMaxLength);
        RuleFor(f => f.Due).IsDue(clock);
        RuleFor(f => f.Kind).IsInEnum();
        RuleFor(f => f.Priority).IsInEnum();
        RuleFor(f => f.Repeat).IsInEnum();
        RuleFor(f => f.Reminder).IsInEnum();
    }
}

internal sealed class ChangeFollowUpHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<ChangeFollowUp>
{
    public async Task HandleAsync(ChangeFollowUp command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, command.Subject);
        var followUp = await db.FollowUpToChangeAsync(command.Id, command.Version, user, ct);
        user.DemandChange(followUp);
        followUp.Change(
            new(command.Subject.Trim(), command.Kind, command.Priority, DueWords.Read(command.Due, now)!.Value, command.Repeat, command.Reminder), user.Person, now);
    }
}
