using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.FollowUps;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.FollowUps;

/// <summary>Puts points on a follow-up's checklist, one a line.</summary>
[Allow(TaskPermissions.Work)]
public sealed record AddFollowUpItems(Guid Id, string Lines);

internal sealed class AddFollowUpItemsValidator : AbstractValidator<AddFollowUpItems>
{
    public AddFollowUpItemsValidator()
    {
        RuleFor(f => f.Lines).NotEmpty();
        RuleFor(f => f.Lines).IsClean(FollowUpItem.Most * FollowUpItem.TextMaxLength, manyLines: true);
        RuleForEach(f => Checklist.LinesOf(f.Lines)).MaximumLength(FollowUpItem.TextMaxLength).OverridePropertyName(nameof(AddFollowUpItems.Lines));
    }
}

internal sealed class AddFollowUpItemsHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<AddFollowUpItems>
{
    public async Task HandleAsync(AddFollowUpItems command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, command.Lines);
        var followUp = await db.FollowUpOfChecklistAsync(command.Id, user, ct);
        var places = await db.FollowUpItems.Where(i => i.FollowUpId == command.Id).Select(i => i.Place).ToListAsync(ct);
        var lines = Checklist.LinesOf(command.Lines);
        Refuse.If(places.Count + lines.Count > FollowUpItem.Most, "A checklist has at most {0} points.", FollowUpItem.Most);
        var last = places.DefaultIfEmpty(0).Max();
        db.AddRange(lines.Select((line, number) => FollowUpItem.Of(followUp, line, last + number + 1, now)));
    }
}

/// <summary>Ticks a point of the checklist off, or opens it again.</summary>
[Allow(TaskPermissions.Work)]
public sealed record TickFollowUpItem(Guid Id, bool IsDone);

internal sealed class TickFollowUpItemValidator : AbstractValidator<TickFollowUpItem>
{
    public TickFollowUpItemValidator() => RuleFor(i => i.Id).NotEmpty();
}

internal sealed class TickFollowUpItemHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<TickFollowUpItem>
{
    public async Task HandleAsync(TickFollowUpItem command, CancellationToken ct)
    {
        var item = await db.ForChangeAsync<FollowUpItem>(command.Id, ct);
        await db.FollowUpOfChecklistAsync(item.FollowUpId, user, ct);
        item.Tick(command.IsDone, user.Person, clock.GetUtcNow());
    }
}

/// <summary>Takes a point off the checklist.</summary>
[Allow(TaskPermissions.Work)]
public sealed record RemoveFollowUpItem(Guid Id);

internal sealed class RemoveFollowUpItemValidator : AbstractValidator<RemoveFollowUpItem>
{
    public RemoveFollowUpItemValidator() => RuleFor(i => i.Id).NotEmpty();
}

internal sealed class RemoveFollowUpItemHandler(CrmDb db, CurrentUser user) : ICommandHandler<RemoveFollowUpItem>
{
    public async Task HandleAsync(RemoveFollowUpItem command, CancellationToken ct)
    {
        var item = await db.ForChangeAsync<FollowUpItem>(command.Id, ct);
        await db.FollowUpOfChecklistAsync(item.FollowUpId, user, ct);
        db.Remove(item);
    }
}

internal static class Checklist
{
    public static IReadOnlyList<string> LinesOf(string? lines) => [.. (lines ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The follow-up whose checklist this colleague may work on.</summary>
    /// <exception cref="NotFoundException">There is none, or they do not see it.</exception>
    /// <exception cref="ForbiddenException">It is a colleague's.</exception>
    /// <exception cref="RefusedException">It has ended.</exception>
    public static async Task<FollowUp> FollowUpOfChecklistAsync(this CrmDb db, Guid id, CurrentUser user, CancellationToken ct)
    {
        var followUp = await db.FollowUps.SeenBy(user).SingleOrDefaultAsync(f => f.Id == id, ct) ?? throw new NotFoundException();
        user.DemandWorkOn(followUp);
        Refuse.If(followUp.IsEnded, "It has ended already: open it again first.");
        return followUp;
    }
}
