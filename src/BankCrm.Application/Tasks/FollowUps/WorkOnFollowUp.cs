using BankCrm.Application.Admin;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.FollowUps;

/// <summary>Moves a follow-up among what is to do, begun and waiting.</summary>
[Allow(TaskPermissions.Work)]
public sealed record MoveFollowUp(Guid Id, uint Version, FollowUpStatus Status);

internal sealed class MoveFollowUpValidator : AbstractValidator<MoveFollowUp>
{
    public MoveFollowUpValidator() => RuleFor(f => f.Status).Must(s => s is FollowUpStatus.Open or FollowUpStatus.Started or FollowUpStatus.Waiting)
        .WithMessage("Complete it, or drop it with a reason.");
}

internal sealed class MoveFollowUpHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<MoveFollowUp>
{
    public async Task HandleAsync(MoveFollowUp command, CancellationToken ct)
    {
        var followUp = await db.FollowUpToChangeAsync(command.Id, command.Version, user, ct);
        user.DemandWorkOn(followUp);
        followUp.MoveTo(command.Status, user.Person, clock.GetUtcNow());
    }
}

/// <summary>Puts a follow-up off.</summary>
[Allow(TaskPermissions.Work)]
public sealed record PostponeFollowUp(Guid Id, uint Version, string Due, string Text = "");

internal sealed class PostponeFollowUpValidator : AbstractValidator<PostponeFollowUp>
{
    public PostponeFollowUpValidator(TimeProvider clock)
    {
        RuleFor(f => f.Due).NotEmpty();
        RuleFor(f => f.Due).IsDue(clock).When(f => !string.IsNullOrEmpty(f.Due));
        RuleFor(f => f.Text).IsClean(FollowUpStep.TextMaxLength, manyLines: true);
    }
}

internal sealed class PostponeFollowUpHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, TimeProvider clock) : ICommandHandler<PostponeFollowUp>
{
    public async Task HandleAsync(PostponeFollowUp command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, command.Text);
        var followUp = await db.FollowUpToChangeAsync(command.Id, command.Version, user, ct);
        user.DemandWorkOn(followUp);
        followUp.Postpone(DueWords.Read(command.Due, now)!.Value, cipher.Written(command.Text, now), user.Person, now);
    }
}

/// <summary>Writes something about a follow-up, for whoever sees it. Colleagues who are named with @ are told, and see it from then on.</summary>
[Allow(TaskPermissions.Work)]
public sealed record CommentOnFollowUp(Guid Id, uint Version, string Text);

internal sealed class CommentOnFollowUpValidator : AbstractValidator<CommentOnFollowUp>
{
    public CommentOnFollowUpValidator() => RuleFor(f => f.Text).AsksForWords();
}

internal sealed class CommentOnFollowUpHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, TimeProvider clock) : ICommandHandler<CommentOnFollowUp>
{
    public async Task HandleAsync(CommentOnFollowUp command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, command.Text);
        var followUp = await db.FollowUpToChangeAsync(command.Id, command.Version, user, ct);
        followUp.Comment(cipher.MustBeWritten(command.Text, now), user.Person, now);
        if (!Mentions.MayBeIn(command.Text))
        {
            return;
        }

        var colleagues = await db.FollowUpColleagues(followUp.BranchId, now).Select(s => new Choice(s.Id, s.Name, false)).ToListAsync(ct);
        var named = Mentions.In(command.Text, colleagues);
        var followers = await db.FollowUpFollowers.Where(f => f.FollowUpId == followUp.Id && named.Contains(f.StaffId)).Select(f => f.StaffId).ToListAsync(ct);
        foreach (var staffId in named)
        {
            db.Tell(NoticeKind.Mentioned, followUp, staffId, user.Person, now);
            if (!followers.Contains(staffId))
            {
                followUp.IsFollowedBy(staffId, now);
            }
        }
    }
}
