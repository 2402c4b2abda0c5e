using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Application.Customers.Overview;

/// <summary>A customer as staff see them: what is sensitive is masked.</summary>
public sealed record CustomerOverview
{
    internal CustomerOverview(Customer customer, string alsoCalled, string branch, string? owner, bool mayReveal, CustomerParts parts)
    {
        (Id, Version, Kind, Number, Name, AlsoCalled) = (customer.Id, customer.Version, customer.Kind, customer.Number, customer.Name, alsoCalled);
        (BranchId, Branch, OwnerId, Owner) = (customer.BranchId, branch, customer.OwnerId, owner);
        (Tier, Stage, Appetite, AppetiteAssessedOn) = (customer.Tier, customer.Stage, customer.Appetite, customer.AppetiteAssessedOn);
        (Sex, BirthYear, Occupation, City, Language) = (customer.Sex, customer.BirthYear, customer.Occupation, customer.City, customer.Language);
        (HasEmployer, HasIncome) = (customer.Employer is not null, customer.Income is not null);
        (Tags, IsProtected, RegisteredOn) = (customer.Tags, customer.IsProtected, customer.RegisteredOn);
        (Parts, MayReveal, DiedOn) = (parts, mayReveal, customer.DiedOn);
    }

    public Guid Id { get; }
    public uint Version { get; }
    public CustomerKind Kind { get; }
    public string Number { get; }
    public string Name { get; }

    /// <summary>The other name, or how the name is read aloud. Empty: neither.</summary>
    public string AlsoCalled { get; }

    public Guid BranchId { get; }
    public string Branch { get; }
    public Guid? OwnerId { get; }

    /// <summary>Null: the branch looks after them.</summary>
    public string? Owner { get; }

    public CustomerTier Tier { get; }
    public LifeCycleStage Stage { get; }

    /// <summary>Null: as far as the bank knows, they live.</summary>
    public DateOnly? DiedOn { get; }

    public RiskAppetite? Appetite { get; }
    public DateOnly? AppetiteAssessedOn { get; }
    public Sex? Sex { get; }
    public short? BirthYear { get; }
    public bool HasEmployer { get; }
    public bool HasIncome { get; }
    public string Occupation { get; }
    public string City { get; }
    public CustomerLanguage Language { get; }
    public IReadOnlyList<string> Tags { get; }
    public bool IsProtected { get; }
    public DateOnly RegisteredOn { get; }
    public CustomerParts Parts { get; }

    /// <summary>There is something to read: most customers have neither, and their page need not ask.</summary>
    public bool HasRelations { get; init; }

    public bool HasHousehold { get; init; }

    /// <summary>The user may have a masked value shown to them, with a reason.</summary>
    public bool MayReveal { get; }

    /// <summary>Over what channels the customer has refused marketing.</summary>
    public IEnumerable<ConsentChannel> NoMarketingBy =>
        Parts.Consents.Where(c => c is { Purpose: ConsentPurpose.Marketing, IsGiven: false }).Select(c => c.Channel);

    public IEnumerable<MissingPart> Missing
    {
        get
        {
            if (Parts.Documents.Count == 0)
            {
                yield return MissingPart.Document;
            }

            if (!Parts.Contacts.Any(c => c is { EndedOn: null, Kind: ContactKind.Mobile or ContactKind.Landline }))
            {
                yield return MissingPart.Phone;
            }

            if (Parts.Addresses.Count == 0)
            {
                yield return MissingPart.Address;
            }

            if (BirthYear is null && Kind is CustomerKind.Individual)
            {
                yield return MissingPart.BirthDate;
            }
        }
    }
}

/// <summary>What a complete record has.</summary>
public enum MissingPart
{
    [Means("identity document")] Document,
    [Means("phone number")] Phone,
    [Means("address")] Address,
    [Means("date of birth")] BirthDate,
}

/// <summary>What belongs to a customer.</summary>
public sealed record CustomerParts(
    IReadOnlyList<DocumentShown> Documents, IReadOnlyList<ContactShown> Contacts, IReadOnlyList<AddressShown> Addresses,
    IReadOnlyList<ConsentShown> Consents, IReadOnlyList<NoteShown> Notes);

/// <param name="Number">Masked.</param>
public sealed record DocumentShown(Guid Id, IdentityDocumentKind Kind, string Number, DateOnly? ValidUntil, bool HasExpired);

/// <param name="Value">Masked.</param>
public sealed record ContactShown(Guid Id, ContactKind Kind, string Value, bool IsPreferred, DateOnly? EndedOn);

/// <param name="Place">The city.</param>
public sealed record AddressShown(Guid Id, AddressKind Kind, string Place, bool IsMain);

/// <summary>The latest word for a purpose and a channel.</summary>
public sealed record ConsentShown(ConsentPurpose Purpose, ConsentChannel Channel, bool IsGiven, DateTimeOffset At, string Proof);

/// <param name="Source">The imported file that tells of it. Null: it was written here.</param>
public sealed record NoteShown(Guid Id, string Text, string? WrittenBy, DateTimeOffset WrittenAt, Audience Audience, string? Source)
{
    /// <summary>Whom the source names. Empty: nobody.</summary>
    public string Author { get; init; } = "";
}
