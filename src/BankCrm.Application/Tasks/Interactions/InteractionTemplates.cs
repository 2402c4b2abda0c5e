using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.Tasks.Interactions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Interactions;

/// <summary>The templates of one's branch, by name.</summary>
[Allow(InteractionPermissions.Templates)]
public sealed record ListInteractionTemplates;

public sealed record TemplateShown(Guid Id, uint Version, string Name, InteractionKind Kind, InteractionDirection Direction, string Subject, string Text);

/// <summary>Adds a template to one's branch, or changes one.</summary>
[Allow(InteractionPermissions.Templates)]
public sealed record KeepInteractionTemplate
{
    /// <summary>Carried by the form, so that a double click adds one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Null: it is new.</summary>
    public uint? Version { get; init; }

    public string Name { get; init => field = value ?? ""; } = "";
    public InteractionKind Kind { get; init; }
    public InteractionDirection Direction { get; init; }
    public string Subject { get; init => field = value ?? ""; } = "";
    public string Text { get; init => field = value ?? ""; } = "";
}

/// <summary>Takes a template away; what was written with it stays.</summary>
[Allow(InteractionPermissions.Templates)]
public sealed record RemoveInteractionTemplate(Guid Id, uint Version);

internal sealed class KeepInteractionTemplateValidator : AbstractValidator<KeepInteractionTemplate>
{
    public KeepInteractionTemplateValidator()
    {
        RuleFor(t => t.Id).NotEmpty();
        RuleFor(t => t.Name).NotEmpty();
        RuleFor(t => t.Name).IsClean(InteractionTemplate.NameMaxLength);
        RuleFor(t => t.Kind).IsInEnum();
        RuleFor(t => t.Direction).IsInEnum();
        RuleFor(t => t.Subject).NotEmpty();
        RuleFor(t => t.Subject).IsClean(Interaction.SubjectMaxLength);
        RuleFor(t => t.Text).IsClean(Interaction.TextMaxLength, manyLines: true);
    }
}

internal sealed class RemoveInteractionTemplateValidator : AbstractValidator<RemoveInteractionTemplate>
{
    public RemoveInteractionTemplateValidator() => RuleFor(t => t.Id).NotEmpty();
}

internal static class BranchTemplates
{
    /// <summary>Those of a colleague's branch, by name.</summary>
    public static IQueryable<TemplateShown> TemplatesOf(this CrmDb db, CurrentUser user) => db.InteractionTemplates
        .Where(t => t.BranchId == user.HomeBranchId).OrderBy(t => t.Name).ThenBy(t => t.Id)
        .Select(t => new TemplateShown(t.Id, t.Version, t.Name, t.Kind, t.Direction, t.Subject, t.Text));
}

internal sealed class ListInteractionTemplatesHandler(CrmDb db, CurrentUser user) : IQueryHandler<ListInteractionTemplates, IReadOnlyList<TemplateShown>>
{
    public async Task<IReadOnlyList<TemplateShown>> HandleAsync(ListInteractionTemplates query, CancellationToken ct) => await db.TemplatesOf(user).ToListAsync(ct);
}

internal sealed class KeepInteractionTemplateHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<KeepInteractionTemplate>
{
    public async Task HandleAsync(KeepInteractionTemplate command, CancellationToken ct)
    {
        var branch = user.HomeBranchId ?? throw new ForbiddenException(InteractionPermissions.Templates);
        var today = Branch.DayAt(clock.GetUtcNow());
        Refuse.If(NumbersInText.Has(command.Subject, today) || NumbersInText.Has(command.Text, today), "A template holds no numbers of documents or cards.");
        var others = await db.InteractionTemplates.Where(t => t.BranchId == branch && t.Id != command.Id).Select(t => t.Name).ToListAsync(ct);
        Refuse.If(others.Contains(command.Name.Trim(), StringComparer.OrdinalIgnoreCase), "The branch has a template of this name already.");
        var content = new InteractionTemplateContent(command.Name, command.Kind, command.Direction, command.Subject, command.Text);
        if (command.Version is { } version)
        {
            (await OfBranchAsync(command.Id, version, branch, ct)).Change(content);
            return;
        }

        Refuse.If(others.Count >= InteractionTemplate.Most, "A branch has at most {0} templates.", InteractionTemplate.Most);
        Refuse.If(await db.InteractionTemplates.AnyAsync(t => t.Id == command.Id, ct), "There is such a record already.");
        db.Add(InteractionTemplate.Of(command.Id, branch, content));
    }

    private async Task<InteractionTemplate> OfBranchAsync(Guid id, uint version, Guid branch, CancellationToken ct) =>
        await db.ForChangeAsync<InteractionTemplate>(id, version, ct) is var template && template.BranchId == branch ? template : throw new NotFoundException();
}

internal sealed class RemoveInteractionTemplateHandler(CrmDb db, CurrentUser user) : ICommandHandler<RemoveInteractionTemplate>
{
    public async Task HandleAsync(RemoveInteractionTemplate command, CancellationToken ct)
    {
        var template = await db.ForChangeAsync<InteractionTemplate>(command.Id, command.Version, ct);
        db.Remove(template.BranchId == user.HomeBranchId ? template : throw new NotFoundException());
    }
}
