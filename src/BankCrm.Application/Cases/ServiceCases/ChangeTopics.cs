using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Assignment;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>A tree with all that stands in it.</summary>
[Allow(CasePermissions.ChangeTopics)]
public sealed record GetTopics(TopicTree Tree);

/// <param name="Parent">Null: it stands at the top.</param>
public sealed record TopicRow(
    Guid Id, uint Version, Guid? ParentId, TopicName Name, TopicName? Parent, CasePriority Priority, int? AnswerHours, int? ClosureHours, string? Skill, bool IsRetired);

/// <summary>A category or cause as a form says it.</summary>
[Allow(CasePermissions.ChangeTopics)]
public sealed record SaveTopic
{
    /// <summary>Carried by the form.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Of the one that is changed. Null: it is new.</summary>
    public uint? Version { get; init; }

    public TopicTree Tree { get; init; }

    /// <summary>Null: at the top. Counts for a new one only.</summary>
    public Guid? ParentId { get; init; }

    public string Name { get; init => field = value ?? ""; } = "";
    public string ChineseName { get; init => field = value ?? ""; } = "";
    public CasePriority Priority { get; init; } = CasePriority.Normal;
    public int? AnswerHours { get; init; }
    public int? ClosureHours { get; init; }

    /// <summary>What one has to be good at for it. Empty: as what it stands under says.</summary>
    public string Skill { get; init => field = value ?? ""; } = "";
}

/// <summary>Takes a category or cause out of use, or brings it back.</summary>
[Allow(CasePermissions.ChangeTopics)]
public sealed record RetireTopic(Guid Id, uint Version, bool Retire);

internal sealed class SaveTopicValidator : AbstractValidator<SaveTopic>
{
    public SaveTopicValidator()
    {
        RuleFor(t => t.Id).NotEmpty();
        RuleFor(t => t.Tree).IsInEnum();
        RuleFor(t => t.Name).NotEmpty();
        RuleFor(t => t.Name).IsClean(CaseTopic.NameMaxLength);
        RuleFor(t => t.ChineseName).NotEmpty();
        RuleFor(t => t.ChineseName).IsClean(CaseTopic.NameMaxLength);
        RuleFor(t => t.Priority).IsInEnum();
        RuleFor(t => t.AnswerHours).InclusiveBetween(1, CaseTopic.MostHours);
        RuleFor(t => t.ClosureHours).InclusiveBetween(1, CaseTopic.MostHours);
        RuleFor(t => t.Skill).IsClean(SkillWords.MaxLength);
    }
}

internal sealed class RetireTopicValidator : AbstractValidator<RetireTopic>
{
    public RetireTopicValidator() => RuleFor(t => t.Id).NotEmpty();
}

internal sealed class GetTopicsHandler(CrmDb db) : IQueryHandler<GetTopics, IReadOnlyList<TopicRow>>
{
    public async Task<IReadOnlyList<TopicRow>> HandleAsync(GetTopics query, CancellationToken ct)
    {
        var all = await db.CaseTopics.Where(t => t.Tree == query.Tree).ToListAsync(ct);
        var names = all.ToDictionary(t => t.Id, t => new TopicName(t.Name, t.ChineseName));
        return
        [
            .. all.Select(t => new TopicRow(
                    t.Id, t.Version, t.ParentId, names[t.Id], t.ParentId is { } parent ? names[parent] : null, t.Priority, t.AnswerHours, t.ClosureHours, t.Skill, t.RetiredAt is not null))
                .InTheirOrder(t => t.Name, t => t.Parent),
        ];
    }
}

internal sealed class SaveTopicHandler(CrmDb db) : ICommandHandler<SaveTopic>
{
    public async Task HandleAsync(SaveTopic command, CancellationToken ct)
    {
        var content = new TopicContent(command.Name.Trim(), command.ChineseName.Trim(), command.Priority, command.AnswerHours, command.ClosureHours, command.Skill.Trim() is { Length: > 0 } skill ? skill : null);
        if (command.Version is { } version)
        {
            (await db.ForChangeAsync<CaseTopic>(command.Id, version, ct)).Change(content);
            return;
        }

        var parent = command.ParentId is { } under
            ? await db.CaseTopics.SingleOrDefaultAsync(t => t.Id == under, ct) ?? throw new RefusedException("What it would stand under is not there any more.")
            : null;
        db.Add(CaseTopic.Of(command.Id, command.Tree, parent, content));
    }
}

internal sealed class RetireTopicHandler(CrmDb db, TimeProvider clock) : ICommandHandler<RetireTopic>
{
    public async Task HandleAsync(RetireTopic command, CancellationToken ct)
    {
        var topic = await db.ForChangeAsync<CaseTopic>(command.Id, command.Version, ct);
        if (command.Retire)
        {
            topic.Retire(clock.GetUtcNow());
        }
        else
        {
            topic.BringBack();
        }
    }
}
