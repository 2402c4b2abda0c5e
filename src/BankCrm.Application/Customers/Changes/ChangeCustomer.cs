using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Customers.Tags;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Names;
using BankCrm.Domain.Platform.Encryption;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Changes;

/// <summary>Changes the particulars of a customer. Who may not change names and classes changes the rest.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn, CustomerPermissions.ChangeIdentity)]
public sealed record ChangeCustomer
{
    public Guid CustomerId { get; init; }
    public uint Version { get; init; }

    /// <summary>Null: stays as it is.</summary>
    public string? Name { get; init; }

    public string OtherName { get; init => field = value ?? ""; } = "";

    /// <summary>Hidden in the form. Null: stays as it is.</summary>
    public DateOnly? BirthDate { get; init; }

    public Sex? Sex { get; init; }
    public CustomerTier Tier { get; init; }
    public string Occupation { get; init => field = value ?? ""; } = "";

    /// <summary>Hidden in the form. Null or empty: stays as it is.</summary>
    public string? Employer { get; init; }

    public bool HasNoEmployer { get; init; }
    public IncomeBand? Income { get; init; }
    public LifeCycleStage Stage { get; init; }
    public CustomerLanguage Language { get; init; }

    /// <summary>Null: the branch looks after them.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>With commas between them.</summary>
    public string Tags { get; init => field = value ?? ""; } = "";

    /// <summary>Null: not assessed.</summary>
    public RiskAppetite? Appetite { get; init; }
}

internal sealed class ChangeCustomerValidator : AbstractValidator<ChangeCustomer>
{
    public ChangeCustomerValidator(TimeProvider clock)
    {
        RuleFor(c => c).Custom((change, context) =>
        {
            foreach (var (field, fault) in Faults(change, Branch.DayAt(clock.GetUtcNow())))
            {
                context.AddFailure(new ValidationFailure(field, fault.Sentence) { CustomState = fault.Args });
            }
        });
    }

    private static IEnumerable<(string Field, Fault Fault)> Faults(ChangeCustomer change, DateOnly today)
    {
        // The one standard; by the looser rules for names, for the kind of the customer is on the record: the handler looks again.
        var draft = new CustomerDraft
        {
            Kind = CustomerKind.Organisation,
            Name = change.Name ?? "",
            OtherName = change.OtherName,
            BirthDate = change.BirthDate,
            Occupation = change.Occupation,
            Employer = change.Employer ?? "",
            Tags = [change.Tags],
        };
        return CustomerDraftCheck.Faults(draft, today).Where(f => f.Field != nameof(change.Name) || change.Name is not null);
    }
}

internal sealed class ChangeCustomerHandler(
    CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index, NameReader names, TimeProvider clock) : ICommandHandler<ChangeCustomer>
{
    public async Task HandleAsync(ChangeCustomer command, CancellationToken ct)
    {
        var customer = await db.ForChangeAsync<Customer>(command.CustomerId, command.Version, ct);
        var today = Branch.DayAt(clock.GetUtcNow());
        var safe = new CustomerSafe(await ciphers.OfAsync(customer.Id, ct), index);
        var mayIdentity = user.May(CustomerPermissions.ChangeIdentity);
        var mayRest = user.MayChange(customer.OwnerId);
        if (mayRest)
        {
            user.DemandChange(customer);
            await ChangeRestAsync(customer, command, safe, today, ct);
        }
        else
        {
            user.DemandChangeIdentity(customer);
        }

        if (mayIdentity)
        {
            await ChangeIdentityAsync(customer, command, safe, today, ct);
        }

        var tags = mayRest ? TagText.Split([command.Tags]) : customer.Tags;
        await db.RefuseRetiredTagsAsync(tags, customer.Tags, ct);
        customer.Classify(
            mayIdentity ? command.Tier : customer.Tier,
            mayRest ? command.Stage : customer.Stage,
            mayRest ? command.Language : customer.Language,
            tags);
    }

    private async Task ChangeRestAsync(Customer customer, ChangeCustomer command, CustomerSafe safe, DateOnly today, CancellationToken ct)
    {
        var seen = CustomerParticulars.Of(customer, safe.Cipher);
        var employer = command.HasNoEmployer ? null
            : string.IsNullOrWhiteSpace(command.Employer) ? CustomerParticulars.EmployerOf(customer, safe.Cipher)
            : command.Employer.Trim();
        if (command.Occupation.Trim() != customer.Occupation || employer != CustomerParticulars.EmployerOf(customer, safe.Cipher)
            || (command.Income?.ToString() ?? "") != seen[nameof(ChangeCustomer.Income)])
        {
            customer.Works(command.Occupation.Trim(), employer, command.Income, safe); // seals anew: only where something changed
        }

        if (command.Appetite != customer.Appetite)
        {
            customer.Assess(command.Appetite, today);
        }

        await GiveAsync(customer, command.OwnerId, ct);
    }

    private async Task GiveAsync(Customer customer, Guid? ownerId, CancellationToken ct)
    {
        if (ownerId == customer.OwnerId)
        {
            return;
        }

        Refuse.If(!user.May(CustomerPermissions.Change), "Ask your branch manager to give the customer to somebody else.");
        var isColleague = ownerId is not { } id
            || await db.Staff.AnyAsync(s => s.Id == id && s.HomeBranchId == customer.BranchId && s.DisabledAt == null, ct);
        Refuse.If(!isColleague, "Choose a colleague from the customer's branch.");
        customer.GiveTo(ownerId);
    }

    private async Task ChangeIdentityAsync(Customer customer, ChangeCustomer command, CustomerSafe safe, DateOnly today, CancellationToken ct)
    {
        var known = CustomerParticulars.BirthDateOf(customer, safe.Cipher);
        var born = command.BirthDate ?? known;
        var name = command.Name?.Trim() ?? customer.Name;
        if (name != customer.Name || command.OtherName.Trim() != customer.OtherName)
        {
            Refuse.If(customer.Kind is CustomerKind.Individual ? NameText.CheckPerson(name) : NameText.CheckOrganisation(name));
            customer.Rename(names.Read(name, command.OtherName), born, safe);
            await RenewedKeys.RenewAsync(db, customer.Id, names.Keys(customer), ct);
        }

        if (born != known || command.Sex != customer.Sex)
        {
            customer.BornOn(born, command.Sex, today, safe);
        }
    }
}
