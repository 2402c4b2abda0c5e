using BankCrm.Application.Common;
using BankCrm.Application.Customers.Changes;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Platform.Encryption;
using FluentValidation;
using FluentValidation.Results;

namespace BankCrm.Application.Customers.IdentityDocuments;

/// <summary>Adds a document with which a customer proved who they are.</summary>
[Allow(CustomerPermissions.ChangeIdentity)]
public sealed record AddDocument
{
    /// <summary>Carried by the form, so that a double click adds one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CustomerId { get; init; }
    public IdentityDocumentKind Kind { get; init; }
    public string Number { get; init => field = value ?? ""; } = "";
    public string Country { get; init => field = string.IsNullOrEmpty(value) ? "CN" : value; } = "CN";

    /// <summary>Null: without end, or not known.</summary>
    public DateOnly? ValidUntil { get; init; }
}

/// <summary>The same document, valid for longer; or until a day that was mistyped.</summary>
[Allow(CustomerPermissions.ChangeIdentity)]
public sealed record RenewDocument(Guid CustomerId, Guid DocumentId, uint Version, DateOnly? ValidUntil);

/// <summary>The document is lost, or was handed in: it proves nothing from today.</summary>
[Allow(CustomerPermissions.ChangeIdentity)]
public sealed record EndDocument(Guid CustomerId, Guid DocumentId, uint Version);

internal sealed class AddDocumentValidator : AbstractValidator<AddDocument>
{
    public AddDocumentValidator(TimeProvider clock)
    {
        RuleFor(d => d.Id).NotEmpty();
        RuleFor(d => d.Kind).IsInEnum();
        RuleFor(d => d.Country).Must(Countries.Exists).WithMessage("Choose a country.");
        RuleFor(d => d).Custom((d, context) =>
        {
            if (IdentityNumber.Check(d.Kind, d.Number, Branch.DayAt(clock.GetUtcNow())) is { } fault)
            {
                context.AddFailure(new ValidationFailure(nameof(d.Number), fault.Sentence) { CustomState = fault.Args });
            }
        });
    }
}

internal sealed class RenewDocumentValidator : AbstractValidator<RenewDocument>;

internal sealed class EndDocumentValidator : AbstractValidator<EndDocument>;

internal sealed class AddDocumentHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index, TimeProvider clock)
    : ICommandHandler<AddDocument>
{
    public async Task HandleAsync(AddDocument command, CancellationToken ct)
    {
        var customer = await db.CustomerAsync(command.CustomerId, ct);
        user.DemandChangeIdentity(customer);
        var safe = new CustomerSafe(await ciphers.OfAsync(customer.Id, ct), index);
        var number = IdentityNumber.Parse(command.Kind, command.Number, Branch.DayAt(clock.GetUtcNow()));
        var known = CustomerParticulars.BirthDateOf(customer, safe.Cipher);
        Refuse.If(known is not null && number.BirthDate is { } told && told != known, "The identity document says another date of birth.");
        db.Add(IdentityDocument.Of(command.Id, customer, number, command.Country, command.ValidUntil, safe));
    }
}

internal sealed class RenewDocumentHandler(CrmDb db, CurrentUser user) : ICommandHandler<RenewDocument>
{
    public async Task HandleAsync(RenewDocument command, CancellationToken ct)
    {
        var customer = await db.CustomerAsync(command.CustomerId, ct);
        user.DemandChangeIdentity(customer);
        (await db.ForChangeAsync<IdentityDocument>(command.DocumentId, command.Version, ct)).OfCustomer(customer.Id).Renew(command.ValidUntil);
    }
}

internal sealed class EndDocumentHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<EndDocument>
{
    public async Task HandleAsync(EndDocument command, CancellationToken ct)
    {
        var customer = await db.CustomerAsync(command.CustomerId, ct);
        user.DemandChangeIdentity(customer);
        (await db.ForChangeAsync<IdentityDocument>(command.DocumentId, command.Version, ct)).OfCustomer(customer.Id)
            .End(Branch.DayAt(clock.GetUtcNow()));
    }
}
