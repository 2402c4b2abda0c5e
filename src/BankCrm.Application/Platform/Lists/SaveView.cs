using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Lists;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Platform.Lists;

/// <summary>Keeps a list as it is shown, under a name.</summary>
/// <param name="Address">The query of the list.</param>
/// <param name="DefaultOfRole">Whose default it is to be; null: nobody's.</param>
[Allow(AllowAttribute.Everyone)]
public sealed record SaveView(Guid Id, string List, string Name, string Address, ViewAudience Audience, Guid? DefaultOfRole);

internal sealed class SaveViewValidator : AbstractValidator<SaveView>
{
    public SaveViewValidator()
    {
        RuleFor(v => v.Id).NotEmpty();
        RuleFor(v => v.Name).NotEmpty().MaximumLength(SavedView.NameMaxLength);
        RuleFor(v => v.Address).MaximumLength(SavedView.AddressMaxLength).Must(a => a is "" || a.StartsWith('?')).When(v => v.Address is not null);
        RuleFor(v => v.Audience).IsInEnum();
    }
}

internal sealed class SaveViewHandler(CrmDb db, CurrentUser user, ListStates states) : ICommandHandler<SaveView>
{
    public async Task HandleAsync(SaveView command, CancellationToken ct)
    {
        user.Demand((ListKinds.Find(command.List) ?? throw new NotFoundException()).Permission);
        await ViewRules.DemandFreeNameAsync(db, user, command.List, command.Name, command.Id, ct);
        var view = SavedView.Keep(command.Id, command.List, command.Name, command.Address ?? "", user.Person);
        ViewRules.Share(view, command.Audience, command.DefaultOfRole, user);
        db.Add(view);
        states.Forget(user.Person, command.List);
    }
}

/// <summary>Gives a view another name or audience.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record ChangeView(Guid Id, uint Version, string Name, ViewAudience Audience, Guid? DefaultOfRole);

internal sealed class ChangeViewValidator : AbstractValidator<ChangeView>
{
    public ChangeViewValidator()
    {
        RuleFor(v => v.Name).NotEmpty().MaximumLength(SavedView.NameMaxLength);
        RuleFor(v => v.Audience).IsInEnum();
    }
}

internal sealed class ChangeViewHandler(CrmDb db, CurrentUser user, ListStates states) : ICommandHandler<ChangeView>
{
    public async Task HandleAsync(ChangeView command, CancellationToken ct)
    {
        var view = ViewRules.OwnOf(await db.ForChangeAsync<SavedView>(command.Id, command.Version, ct), user);
        await ViewRules.DemandFreeNameAsync(db, user, view.List, command.Name, view.Id, ct);
        view.Rename(command.Name);
        ViewRules.Share(view, command.Audience, command.DefaultOfRole, user);
        states.Forget(user.Person, view.List);
    }
}

/// <summary>Keeps the list as it is shown now in place of what the view held.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record ReplaceView(Guid Id, uint Version, string Address);

internal sealed class ReplaceViewValidator : AbstractValidator<ReplaceView>
{
    public ReplaceViewValidator() =>
        RuleFor(v => v.Address).MaximumLength(SavedView.AddressMaxLength).Must(a => a is "" || a.StartsWith('?')).When(v => v.Address is not null);
}

internal sealed class ReplaceViewHandler(CrmDb db, CurrentUser user, ListStates states) : ICommandHandler<ReplaceView>
{
    public async Task HandleAsync(ReplaceView command, CancellationToken ct)
    {
        var view = ViewRules.OwnOf(await db.ForChangeAsync<SavedView>(command.Id, command.Version, ct), user);
        view.Replace(command.Address ?? "");
        states.Forget(user.Person, view.List);
    }
}

/// <summary>Deletes a view. Those whose list opened in it find the list as it is.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record DeleteView(Guid Id, uint Version);

internal sealed class DeleteViewValidator : AbstractValidator<DeleteView>;

internal sealed class DeleteViewHandler(CrmDb db, CurrentUser user, ListStates states) : ICommandHandler<DeleteView>
{
    public async Task HandleAsync(DeleteView command, CancellationToken ct)
    {
        var view = ViewRules.OwnOf(await db.ForChangeAsync<SavedView>(command.Id, command.Version, ct), user);
        db.Remove(view);
        states.Forget(user.Person, view.List);
    }
}

internal static class ViewRules
{
    /// <exception cref="NotFoundException">Somebody else has made it.</exception>
    public static SavedView OwnOf(SavedView view, CurrentUser user) => view.MadeBy == user.StaffId ? view : throw new NotFoundException();

    public static void Share(SavedView view, ViewAudience audience, Guid? roleId, CurrentUser user)
    {
        if (audience is not ViewAudience.Own || roleId is not null)
        {
            user.Demand(ListPermissions.Share);
        }

        view.Share(audience, user.HomeBranchId, roleId);
    }

    public static async Task DemandFreeNameAsync(CrmDb db, CurrentUser user, string list, string name, Guid id, CancellationToken ct)
    {
        var wanted = name.Trim();
        Refuse.If(
            await db.SavedViews.AnyAsync(v => v.List == list && v.MadeBy == user.StaffId && v.Name == wanted && v.Id != id, ct),
            "You have a view of this name already.");
    }
}
