using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Infrastructure.Customers.Population;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>Somebody of the demonstration bank.</summary>
/// <param name="Branch">Its code.</param>
/// <param name="Owner">User name. Null: the branch looks after them.</param>
internal sealed record DemonstrationCustomer(string Branch, string? Owner, CustomerDraft Draft)
{
    public bool IsProtected { get; init; }

    /// <summary>Days from the one on which the bank is made. Null: as the draft says.</summary>
    public int? DocumentRunsOutIn { get; init; }

    /// <summary>With the documents and telephones of a place that a seeded population does not reach.</summary>
    private const long FirstPlace = 21_000_000;

    public static CustomerDraft Man(int place, string name, int born) => Resident(place, name, born, isMan: true);

    public static CustomerDraft Woman(int place, string name, int born) => Resident(place, name, born, isMan: false);

    public static CustomerDraft Foreigner(int place, string name, string country, DateOnly born, Sex sex) => new()
    {
        Name = name,
        DocumentKind = IdentityDocumentKind.Passport,
        DocumentNumber = $"{country[0]}{Numbers.Digits(FirstPlace + place)}",
        DocumentCountry = country,
        DocumentValidUntil = new(2031, 5, 31),
        BirthDate = born,
        Sex = sex,
        Mobile = Mobile(place),
        Language = CustomerLanguage.English,
        Stage = LifeCycleStage.Active,
        RegisteredOn = new(2022, 9, 1),
    };

    public static CustomerDraft Firm(int place, string name, string line, string area, string landline, DateOnly founded) => new()
    {
        Kind = CustomerKind.Organisation,
        Name = name,
        Occupation = line,
        DocumentKind = IdentityDocumentKind.UnifiedSocialCreditCode,
        DocumentNumber = Numbers.CreditCode(FirstPlace + place, area),
        BirthDate = founded,
        Landline = landline,
        Stage = LifeCycleStage.Active,
        Tier = CustomerTier.Affluent,
        RegisteredOn = founded.AddDays(30),
    };

    public static PostalAddress At(string province, string city, string district, string street, string door, string code) =>
        new("CN", province, city, district, street, door, code);

    private static CustomerDraft Resident(int place, string name, int born, bool isMan) => new()
    {
        Name = name,
        DocumentKind = IdentityDocumentKind.ResidentId,
        DocumentNumber = Numbers.ResidentId(FirstPlace + place, born, isMan),
        DocumentValidUntil = new(2034, 3, 31),
        Mobile = Mobile(place),
        Stage = LifeCycleStage.Active,
        RegisteredOn = new DateOnly(2012, 1, 9).AddDays(place * 53),
    };

    private static string Mobile(int place) => $"138{Numbers.Digits(FirstPlace + place)}";
}
