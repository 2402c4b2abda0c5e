using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Selections;
using BankCrm.Domain.Platform.Lists;
using FluentValidation;
using FluentValidation.Results;

namespace BankCrm.Application.Customers.Selections;

/// <summary>Begins a list under a name.</summary>
[Allow(CustomerPermissions.Lists)]
public sealed record KeepList
{
    /// <summary>Carried by the form, so that a double click begins one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Name { get; init => field = value ?? ""; } = "";
    public ViewAudience Audience { get; init; }
}

/// <summary>Gives a list another name or audience.</summary>
[Allow(CustomerPermissions.Lists)]
public sealed record ChangeList(Guid Id, uint Version, string? Name, ViewAudience Audience);

/// <summary>The list is given up. Its customers stay as they are.</summary>
[Allow(CustomerPermissions.Lists)]
public sealed record DeleteList(Guid Id, uint Version);

internal sealed class KeepListValidator : AbstractValidator<KeepList>
{
    public KeepListValidator()
    {
        RuleFor(l => l.Id).NotEmpty();
        RuleFor(l => l.Name).NotEmpty().MaximumLength(NamedList.NameMaxLength);
        RuleFor(l => l.Name).IsClean(NamedList.NameMaxLength);
        RuleFor(l => l.Audience).IsInEnum();
    }
}

internal sealed class ChangeListValidator : AbstractValidator<ChangeList>
{
    public ChangeListValidator()
    {
        RuleFor(l => l.Name).NotEmpty().MaximumLength(NamedList.NameMaxLength);
        RuleFor(l => l.Name!).IsClean(NamedList.NameMaxLength);
        RuleFor(l => l.Audience).IsInEnum();
    }
}

internal sealed class DeleteListValidator : AbstractValidator<DeleteList>;

internal sealed class KeepListHandler(CrmDb db, CurrentUser user, ListNames names, TimeProvider clock) : ICommandHandler<KeepList>
{
    public async Task HandleAsync(KeepList command, CancellationToken ct)
    {
        await db.DemandFreeListNameAsync(user, command.Name, command.Id, ct);
        var list = NamedList.Keep(command.Id, command.Name, user.Person, clock.GetUtcNow());
        ListScope.Share(list, command.Audience, user);
        db.Add(list);
        names.Forget(user);
    }
}

internal sealed class ChangeListHandler(CrmDb db, CurrentUser user, ListNames names) : ICommandHandler<ChangeList>
{
    public async Task HandleAsync(ChangeList command, CancellationToken ct)
    {
        var list = await db.OwnListAsync(command.Id, command.Version, user, ct);
        await db.DemandFreeListNameAsync(user, command.Name!, list.Id, ct);
        list.Rename(command.Name!);
        ListScope.Share(list, command.Audience, user);
        names.Forget(user);
    }
}

internal sealed class DeleteListHandler(CrmDb db, CurrentUser user, ListNames names) : ICommandHandler<DeleteList>
{
    public async Task HandleAsync(DeleteList command, CancellationToken ct)
    {
        db.Remove(await db.OwnListAsync(command.Id, command.Version, user, ct));
        names.Forget(user);
    }
}
