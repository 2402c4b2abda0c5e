using BankCrm.Application.Admin;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Assignment;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.Queues;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Queues;

/// <summary>Opens a queue, or changes how one is set up.</summary>
[Allow(TaskPermissions.KeepQueues)]
public sealed record KeepQueue
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Null: it is new.</summary>
    public uint? Version { get; init; }

    /// <summary>Of a new one. Null: one's own.</summary>
    public Guid? BranchId { get; init; }

    public string Name { get; init => field = value ?? ""; } = "";
    public QueueTakes Takes { get; init; }
    public QueueWay Way { get; init; }
    public string Needs { get; init => field = value ?? ""; } = "";
    public string Wishes { get; init => field = value ?? ""; } = "";
    public int SkillPoints { get; init; } = Weights.Usual.Skills;
    public int LanguagePoints { get; init; } = Weights.Usual.Language;
    public int LooksAfterPoints { get; init; } = Weights.Usual.LooksAfter;
    public int FreePoints { get; init; } = Weights.Usual.Free;
}

internal sealed class KeepQueueValidator : AbstractValidator<KeepQueue>
{
    public KeepQueueValidator()
    {
        RuleFor(q => q.Id).NotEmpty();
        RuleFor(q => q.Name).NotEmpty().IsClean(WorkQueue.NameMaxLength);
        RuleFor(q => q.Takes).IsInEnum();
        RuleFor(q => q.Way).IsInEnum();
        RuleFor(q => q.Needs).AreSkills();
        RuleFor(q => q.Wishes).AreSkills();
        RuleFor(q => q.SkillPoints).InclusiveBetween(0, Weights.Most);
        RuleFor(q => q.LanguagePoints).InclusiveBetween(0, Weights.Most);
        RuleFor(q => q.LooksAfterPoints).InclusiveBetween(0, Weights.Most);
        RuleFor(q => q.FreePoints).InclusiveBetween(0, Weights.Most);
    }
}

internal sealed class KeepQueueHandler(CrmDb db, CurrentUser user, AssignmentRule rule) : ICommandHandler<KeepQueue>
{
    public async Task HandleAsync(KeepQueue command, CancellationToken ct)
    {
        Refuse.If(!rule.Takes.Contains(command.Takes), "There is no such work yet.");
        var terms = new QueueTerms(
            command.Name.Trim(), command.Takes, command.Way, SkillWords.Read(command.Needs), SkillWords.Read(command.Wishes),
            new(command.SkillPoints, command.LanguagePoints, command.LooksAfterPoints, command.FreePoints));
        if (command.Version is { } seen)
        {
            (await db.ForChangeAsync<WorkQueue>(command.Id, seen, ct)).Change(terms);
            return;
        }

        var branch = command.BranchId ?? user.HomeBranchId ?? throw new NotFoundException();
        if (!await db.Branches.AnyAsync(b => b.Id == branch && b.ClosedAt == null && (user.SeesAllBranches || user.Branches.Contains(b.Id)), ct))
        {
            throw new NotFoundException();
        }

        db.Add(WorkQueue.Open(command.Id, branch, terms));
    }
}

/// <summary>Makes a colleague a member, or changes what they do in the queue.</summary>
[Allow(TaskPermissions.KeepQueues)]
public sealed record KeepMember
{
    public Guid QueueId { get; init; }
    public uint Version { get; init; }
    public Guid? StaffId { get; init; }
    public int Capacity { get; init; } = QueueMember.UsualCapacity;
    public string Skills { get; init => field = value ?? ""; } = "";
    public bool SpeaksChinese { get; init; } = true;
    public bool SpeaksEnglish { get; init; }
}

internal sealed class KeepMemberValidator : AbstractValidator<KeepMember>
{
    public KeepMemberValidator()
    {
        RuleFor(m => m.StaffId).NotEmpty();
        RuleFor(m => m.Capacity).InclusiveBetween(1, QueueMember.MostCapacity);
        RuleFor(m => m.Skills).AreSkills();
    }
}

internal sealed class KeepMemberHandler(CrmDb db, TimeProvider clock) : ICommandHandler<KeepMember>
{
    public async Task HandleAsync(KeepMember command, CancellationToken ct)
    {
        var queue = await db.ForChangeAsync<WorkQueue>(command.QueueId, command.Version, ct);
        if (queue.Members.All(m => m.StaffId != command.StaffId))
        {
            await db.DemandColleagueAsync(command.StaffId!.Value, queue.BranchId, clock.GetUtcNow(), ct);
        }

        queue.Put(command.StaffId!.Value, command.Capacity, SkillWords.Read(command.Skills), command.SpeaksChinese, command.SpeaksEnglish);
    }
}

/// <summary>Takes a colleague out of a queue. What they have out of it they keep.</summary>
[Allow(TaskPermissions.KeepQueues)]
public sealed record RemoveMember(Guid QueueId, uint Version, Guid StaffId);

internal sealed class RemoveMemberValidator : AbstractValidator<RemoveMember>
{
    public RemoveMemberValidator() => RuleFor(m => m.StaffId).NotEmpty();
}

internal sealed class RemoveMemberHandler(CrmDb db) : ICommandHandler<RemoveMember>
{
    public async Task HandleAsync(RemoveMember command, CancellationToken ct) =>
        (await db.ForChangeAsync<WorkQueue>(command.QueueId, command.Version, ct)).Remove(command.StaffId);
}

/// <summary>Closes a queue in which nothing waits, or opens it again.</summary>
[Allow(TaskPermissions.KeepQueues)]
public sealed record CloseQueue(Guid Id, uint Version, bool Reopen = false);

internal sealed class CloseQueueValidator : AbstractValidator<CloseQueue>
{
    public CloseQueueValidator() => RuleFor(q => q.Id).NotEmpty();
}

internal sealed class CloseQueueHandler(CrmDb db, IRowLock rows, AssignmentRule rule, TimeProvider clock) : ICommandHandler<CloseQueue>
{
    public async Task HandleAsync(CloseQueue command, CancellationToken ct)
    {
        await rows.TakeAsync<WorkQueue>(command.Id, ct);
        var queue = await db.ForChangeAsync<WorkQueue>(command.Id, command.Version, ct);
        if (command.Reopen)
        {
            queue.Reopen();
            return;
        }

        queue.Close((await rule.WaitingAsync(db, [queue.Id], hiddenFrom: null, ct)).GetValueOrDefault(queue.Id), clock.GetUtcNow());
    }
}

/// <summary>How a queue is set up, and what can be chosen for it.</summary>
/// <param name="Id">Null: a new one.</param>
[Allow(TaskPermissions.KeepQueues)]
public sealed record GetQueueForm(Guid? Id = null);

/// <param name="Branches">That can be chosen for a new one; empty for who sees one.</param>
/// <param name="Colleagues">Who may become a member.</param>
public sealed record QueueForm(KeepQueue Queue, bool IsClosed, IReadOnlyList<KeepMember> Members, IReadOnlyList<QueueTakes> Takes, IReadOnlyList<Choice> Branches, IReadOnlyList<Choice> Colleagues, IReadOnlyList<string> Words);

internal sealed class GetQueueFormHandler(CrmDb db, CurrentUser user, AssignmentRule rule, TimeProvider clock) : IQueryHandler<GetQueueForm, QueueForm>
{
    public async Task<QueueForm> HandleAsync(GetQueueForm query, CancellationToken ct)
    {
        if (query.Id is not { } id)
        {
            var branches = await db.Branches.Where(b => b.ClosedAt == null && (user.SeesAllBranches || user.Branches.Contains(b.Id)))
                .OrderBy(b => b.Kind == BranchKind.Branch ? 0 : 1).ThenBy(b => b.Code).Select(b => new Choice(b.Id, b.Name, false)).ToListAsync(ct);
            return new(new(), IsClosed: false, [], rule.Takes, branches.Count > 1 ? branches : [], [], []);
        }

        var queue = await db.QueueAsync(id, ct);
        var colleagues = await db.FollowUpColleagues(queue.BranchId, clock.GetUtcNow()).Select(s => new Choice(s.Id, s.Name, false)).ToListAsync(ct);
        return new(
            new()
            {
                Id = queue.Id,
                Version = queue.Version,
                BranchId = queue.BranchId,
                Name = queue.Name,
                Takes = queue.Takes,
                Way = queue.Way,
                Needs = SkillWords.Write(queue.Needs),
                Wishes = SkillWords.Write(queue.Wishes),
                SkillPoints = queue.Weights.Skills,
                LanguagePoints = queue.Weights.Language,
                LooksAfterPoints = queue.Weights.LooksAfter,
                FreePoints = queue.Weights.Free,
            },
            queue.ClosedAt is not null,
            [
                .. queue.Members.Select(m => new KeepMember
                {
                    QueueId = queue.Id,
                    Version = queue.Version,
                    StaffId = m.StaffId,
                    Capacity = m.Capacity,
                    Skills = SkillWords.Write(m.Skills),
                    SpeaksChinese = m.SpeaksChinese,
                    SpeaksEnglish = m.SpeaksEnglish,
                }),
            ],
            rule.Takes, [], colleagues,
            [.. queue.Needs.Concat(queue.Wishes).Concat(queue.Members.SelectMany(m => m.Skills)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.CurrentCultureIgnoreCase)]);
    }
}

internal static class SkillRule
{
    public static void AreSkills<T>(this IRuleBuilder<T, string> line) => line.IsClean(SkillWords.LineMaxLength).Custom((words, context) =>
    {
        if (SkillWords.Check(words) is { } fault)
        {
            context.AddFailure(new ValidationFailure(context.PropertyPath, fault.Sentence) { CustomState = fault.Args });
        }
    });
}
