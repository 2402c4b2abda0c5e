using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.Platform.Messages;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Application.Integration.Customers;

/// <summary>What another system says of a customer. What it leaves out stays as the bank has it.</summary>
public record CustomerFields
{
    /// <summary>A new customer is an individual unless it says otherwise; what a known one is, stays.</summary>
    public CustomerKind Kind { get; init; }

    public string Name { get; init; } = "";

    /// <summary>Name in another script, former name, trade name.</summary>
    public string OtherName { get; init; } = "";

    public CustomerDocument? Document { get; init; }

    public DateOnly? BirthDate { get; init; }
    public Sex? Sex { get; init; }

    /// <summary>The day a person died. Null: nothing is told of it; what is on record is taken back in the bank.</summary>
    public DateOnly? DiedOn { get; init; }

    /// <summary>ISO 3166-1, two letters: where numbers without + are at home.</summary>
    public string PhoneCountry { get; init; } = "CN";

    public string Mobile { get; init; } = "";
    public string Landline { get; init; } = "";
    public string Email { get; init; } = "";
    public CustomerAddress? Address { get; init; }
    public string Occupation { get; init; } = "";
    public string Employer { get; init; } = "";
    public CustomerTier? Tier { get; init; }
    public LifeCycleStage? Stage { get; init; }

    /// <summary>Tags to add; none is taken away.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The day they became a customer.</summary>
    public DateOnly? RegisteredOn { get; init; }

    /// <param name="externalNumber">Their number in the other system. Empty: it is not told.</param>
    internal RowToApply ToRow(string externalNumber) => new(
        new CustomerDraft
        {
            Kind = Kind,
            Name = Name.Trim(),
            OtherName = OtherName.Trim(),
            DocumentKind = Document?.Kind,
            DocumentNumber = Document?.Number.Trim() ?? "",
            DocumentCountry = Document?.Country.Trim().ToUpperInvariant() ?? "CN",
            DocumentValidUntil = Document?.ValidUntil,
            BirthDate = BirthDate,
            Sex = Sex,
            DiedOn = DiedOn,
            PhoneCountry = PhoneCountry.Trim().ToUpperInvariant(),
            Mobile = Mobile.Trim(),
            Landline = Landline.Trim(),
            Email = Email.Trim(),
            Address = Address?.ToPostal(),
            Occupation = Occupation.Trim(),
            Employer = Employer.Trim(),
            Tier = Tier ?? default,
            Stage = Stage ?? default,
            Tags = Tags,
            RegisteredOn = RegisteredOn,
            ExternalRef = externalNumber,
        },
        Tier is not null, Stage is not null);
}

/// <summary>A customer as of a moment, under their number in the other system.</summary>
[Allow(CustomerScopes.Write)]
public sealed record CustomerRecord : CustomerFields, IDatedRecord
{
    /// <summary>Their number in the other system.</summary>
    public required string ExternalNumber { get; init; }

    /// <summary>When they were so there. What is older than what the bank has is stale.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Code of the branch that serves them.</summary>
    public required string Branch { get; init; }

    string IDatedRecord.Key => ExternalNumber;
}

public sealed record CustomerDocument
{
    public required IdentityDocumentKind Kind { get; init; }
    public required string Number { get; init; }

    /// <summary>ISO 3166-1, two letters.</summary>
    public string Country { get; init; } = "CN";

    public DateOnly? ValidUntil { get; init; }
}

public sealed record CustomerAddress
{
    /// <summary>ISO 3166-1, two letters.</summary>
    public string Country { get; init; } = "CN";

    public string Province { get; init; } = "";
    public string City { get; init; } = "";
    public string District { get; init; } = "";
    public required string Line1 { get; init; }
    public string Line2 { get; init; } = "";
    public string PostalCode { get; init; } = "";

    internal PostalAddress ToPostal() => new(Country, Province, City, District, Line1, Line2, PostalCode);
}
