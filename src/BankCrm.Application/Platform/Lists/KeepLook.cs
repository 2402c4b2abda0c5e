using BankCrm.Application.Common;
using BankCrm.Domain.Platform.Lists;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Platform.Lists;

/// <summary>Remembers how the user wants a list. What is null stays as it is.</summary>
/// <param name="Columns">Their keys; empty: the usual ones.</param>
/// <param name="Widths">As <see cref="ListLook.Widths"/>; empty: as wide as they come.</param>
[Allow(AllowAttribute.Everyone)]
public sealed record KeepLook(string List, string? Columns = null, string? Widths = null);

internal sealed class KeepLookValidator : AbstractValidator<KeepLook>
{
    public KeepLookValidator()
    {
        RuleFor(l => l.Columns).MaximumLength(ListLook.ColumnsMaxLength);
        RuleFor(l => l.Widths).MaximumLength(ListLook.WidthsMaxLength);
    }
}

internal sealed class KeepLookHandler(CrmDb db, CurrentUser user, ListStates states, TimeProvider clock) : ICommandHandler<KeepLook>
{
    public async Task HandleAsync(KeepLook command, CancellationToken ct)
    {
        var look = await Looks.OfAsync(db, user, command.List, ct);
        var now = clock.GetUtcNow();
        if (command.Columns is { } columns)
        {
            look.ShowColumns(columns, now);
        }

        if (command.Widths is { } widths)
        {
            look.Widen(widths, now);
        }

        states.Forget(user.Person, command.List);
    }
}

/// <summary>Has a list open in this view. Null: as the user's role has it, or as it is.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record OpenInView(string List, Guid? ViewId);

internal sealed class OpenInViewValidator : AbstractValidator<OpenInView>;

internal sealed class OpenInViewHandler(CrmDb db, CurrentUser user, ListStates states, TimeProvider clock) : ICommandHandler<OpenInView>
{
    public async Task HandleAsync(OpenInView command, CancellationToken ct)
    {
        var look = await Looks.OfAsync(db, user, command.List, ct);
        if (command.ViewId is { } id && !await db.VisibleViews(user, command.List).AnyAsync(v => v.Id == id, ct))
        {
            throw new NotFoundException();
        }

        look.OpenIn(command.ViewId, clock.GetUtcNow());
        states.Forget(user.Person, command.List);
    }
}

internal static class Looks
{
    public static async Task<ListLook> OfAsync(CrmDb db, CurrentUser user, string list, CancellationToken ct)
    {
        user.Demand((ListKinds.Find(list) ?? throw new NotFoundException()).Permission);
        var look = await db.ListLooks.AsTracking().SingleOrDefaultAsync(l => l.StaffId == user.StaffId && l.List == list, ct);
        return look ?? db.Add(ListLook.Of(user.Person, list)).Entity;
    }
}
