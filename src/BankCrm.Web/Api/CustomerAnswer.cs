using BankCrm.Application.Customers.Overview;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Web.Api;

/// <summary>A customer. Numbers and contacts are masked, of an address the city is told.</summary>
public sealed record CustomerAnswer(
    Guid Id, string Number, CustomerKind Kind, string Name, string AlsoCalled, string Branch, CustomerTier Tier, LifeCycleStage Stage, Sex? Sex,
    short? BirthYear, string Occupation, string City, IReadOnlyList<string> Tags, DateOnly RegisteredOn, IReadOnlyList<DocumentAnswer> Documents,
    IReadOnlyList<ContactAnswer> Contacts, IReadOnlyList<ConsentAnswer> Consents)
{
    /// <summary>Null: as far as the bank knows, they live.</summary>
    public DateOnly? DiedOn { get; init; }

    internal static CustomerAnswer Of(CustomerOverview customer) => new(
        customer.Id, customer.Number, customer.Kind, customer.Name, customer.AlsoCalled, customer.Branch, customer.Tier, customer.Stage, customer.Sex,
        customer.BirthYear, customer.Occupation, customer.City, customer.Tags, customer.RegisteredOn,
        [.. customer.Parts.Documents.Select(d => new DocumentAnswer(d.Kind, d.Number, d.ValidUntil))],
        [.. customer.Parts.Contacts.Select(c => new ContactAnswer(c.Kind, c.Value, c.IsPreferred, c.EndedOn))],
        [.. customer.Parts.Consents.Select(c => new ConsentAnswer(c.Purpose, c.Channel, c.IsGiven, c.At))])
    {
        DiedOn = customer.DiedOn,
    };
}

public sealed record DocumentAnswer(IdentityDocumentKind Kind, string Number, DateOnly? ValidUntil);

public sealed record ContactAnswer(ContactKind Kind, string Value, bool IsPreferred, DateOnly? EndedOn);

public sealed record ConsentAnswer(ConsentPurpose Purpose, ConsentChannel Channel, bool IsGiven, DateTimeOffset At);
