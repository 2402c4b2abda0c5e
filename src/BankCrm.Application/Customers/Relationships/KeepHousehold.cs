using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Relationships;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Relationships;

/// <summary>A household begins, with this customer at its head.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record FormHousehold
{
    /// <summary>Carried by the form, so that a double click forms one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CustomerId { get; init; }
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Null: today.</summary>
    public DateOnly? Since { get; init; }
}

/// <summary>Another customer comes to live in this one's household.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record JoinHousehold
{
    public Guid CustomerId { get; init; }
    public uint Version { get; init; }
    public Guid OtherId { get; init; }

    /// <summary>Null: today.</summary>
    public DateOnly? Since { get; init; }
}

/// <summary>Two customers keep house together: in the household that one of them is in, else in a new one with this customer at its head.</summary>
/// <param name="Id">Of a new household.</param>
/// <param name="Name">Of a new household.</param>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record LiveTogether(Guid Id, Guid CustomerId, Guid OtherId, string Name);

/// <summary>The household is called something else.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record RenameHousehold(Guid CustomerId, uint Version, string? Name);

/// <summary>A member lives there no longer.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record LeaveHousehold(Guid CustomerId, Guid MemberId, uint Version);

/// <summary>Another member is the head.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record ChangeHead(Guid CustomerId, Guid MemberId, uint Version);

/// <summary>The household is given up; who was a member stays on record.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record DissolveHousehold(Guid CustomerId, uint Version);

internal sealed class FormHouseholdValidator : AbstractValidator<FormHousehold>
{
    public FormHouseholdValidator()
    {
        RuleFor(h => h.Id).NotEmpty();
        RuleFor(h => h.Name).NotEmpty().MaximumLength(Household.NameMaxLength);
        RuleFor(h => h.Name).IsClean(Household.NameMaxLength);
    }
}

internal sealed class RenameHouseholdValidator : AbstractValidator<RenameHousehold>
{
    public RenameHouseholdValidator()
    {
        RuleFor(h => h.Name).NotEmpty().MaximumLength(Household.NameMaxLength);
        RuleFor(h => h.Name!).IsClean(Household.NameMaxLength);
    }
}

internal sealed class JoinHouseholdValidator : AbstractValidator<JoinHousehold>
{
    public JoinHouseholdValidator() => RuleFor(h => h.OtherId).NotEmpty();
}

internal sealed class LiveTogetherValidator : AbstractValidator<LiveTogether>
{
    public LiveTogetherValidator()
    {
        RuleFor(h => h.Id).NotEmpty();
        RuleFor(h => h.OtherId).NotEmpty();
        RuleFor(h => h.Name).NotEmpty().IsClean(Household.NameMaxLength);
    }
}

internal sealed class LeaveHouseholdValidator : AbstractValidator<LeaveHousehold>;

internal sealed class ChangeHeadValidator : AbstractValidator<ChangeHead>;

internal sealed class DissolveHouseholdValidator : AbstractValidator<DissolveHousehold>;

internal sealed class FormHouseholdHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<FormHousehold>
{
    public async Task HandleAsync(FormHousehold command, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        await db.RefuseIfInHouseholdAsync(customer.Id, ct);
        var today = Branch.DayAt(clock.GetUtcNow());
        db.Add(Household.Form(command.Id, customer, command.Name.Trim(), command.Since ?? today, today));
    }
}

internal sealed class JoinHouseholdHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<JoinHousehold>
{
    public async Task HandleAsync(JoinHousehold command, CancellationToken ct)
    {
        await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        var other = await db.OtherCustomerAsync(command.OtherId, user, ct);
        var household = await db.HouseholdOfAsync(command.CustomerId, command.Version, ct);
        var today = Branch.DayAt(clock.GetUtcNow());
        household.Join(other, command.Since ?? today, today);
        await db.RefuseIfInHouseholdAsync(other.Id, ct);
    }
}

internal sealed class LiveTogetherHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<LiveTogether>
{
    public async Task HandleAsync(LiveTogether command, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        var other = await db.OtherCustomerAsync(command.OtherId, user, ct);
        var today = Branch.DayAt(clock.GetUtcNow());
        var (own, others) = (await db.PresentHouseholdOfAsync(customer.Id, ct), await db.PresentHouseholdOfAsync(other.Id, ct));
        Refuse.If(own is not null && own == others, "They are in one household already.");
        Refuse.If(own is not null && others is not null, "Each of them is in a household of their own: one must leave it first.");
        if (others is not null)
        {
            others.Join(customer, today, today);
        }
        else if (own is not null)
        {
            own.Join(other, today, today);
        }
        else
        {
            var household = Household.Form(command.Id, customer, command.Name.Trim(), today, today);
            household.Join(other, today, today);
            db.Add(household);
        }
    }
}

internal sealed class RenameHouseholdHandler(CrmDb db, CurrentUser user) : ICommandHandler<RenameHousehold>
{
    public async Task HandleAsync(RenameHousehold command, CancellationToken ct)
    {
        await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        (await db.HouseholdOfAsync(command.CustomerId, command.Version, ct)).Rename(command.Name!.Trim());
    }
}

internal sealed class LeaveHouseholdHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<LeaveHousehold>
{
    public async Task HandleAsync(LeaveHousehold command, CancellationToken ct)
    {
        await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        var household = await db.HouseholdOfAsync(command.CustomerId, command.Version, ct);
        household.Leave(command.MemberId, Branch.DayAt(clock.GetUtcNow()));
    }
}

internal sealed class ChangeHeadHandler(CrmDb db, CurrentUser user) : ICommandHandler<ChangeHead>
{
    public async Task HandleAsync(ChangeHead command, CancellationToken ct)
    {
        await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        (await db.HouseholdOfAsync(command.CustomerId, command.Version, ct)).IsHeadedBy(command.MemberId);
    }
}

internal sealed class DissolveHouseholdHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<DissolveHousehold>
{
    public async Task HandleAsync(DissolveHousehold command, CancellationToken ct)
    {
        await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        (await db.HouseholdOfAsync(command.CustomerId, command.Version, ct)).Dissolve(Branch.DayAt(clock.GetUtcNow()));
    }
}

internal static class OneHousehold
{
    extension(CrmDb db)
    {
        public async Task RefuseIfInHouseholdAsync(Guid customerId, CancellationToken ct) => Refuse.If(
            await db.HouseholdMembers.AnyAsync(m => m.CustomerId == customerId && m.Until == null, ct),
            "The customer is a member of another household: they must leave it first.");
    }
}
