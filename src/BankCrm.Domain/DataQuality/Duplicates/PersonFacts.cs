using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Names;

namespace BankCrm.Domain.DataQuality.Duplicates;

/// <summary>What two records are compared by. All of it opened: it lives as long as the comparison and is kept nowhere.</summary>
/// <param name="Name">In the spelling of <see cref="NameText.Normalise"/>.</param>
/// <param name="Sound">How the name is read aloud, in Latin letters without spaces; equal for 刘 and 劉.</param>
/// <param name="OtherName">Likewise. Empty: none.</param>
/// <param name="Documents">Kind, with the country where it tells one, and number in its one spelling.</param>
/// <param name="Contacts">Telephones and e-mail addresses in the spelling they are looked up by.</param>
/// <param name="Addresses">On one line each.</param>
public sealed record PersonFacts(
    CustomerKind Kind, string Name, string Sound, string OtherName, DateOnly? BirthDate, Sex? Sex,
    IReadOnlyList<DocumentFact> Documents, IReadOnlyList<string> Contacts, IReadOnlyList<AddressFact> Addresses)
{
    /// <summary>The words of the name in one order: families write it first or last.</summary>
    public string[] Words { get; } = [.. Name.Split(' ', '·').Where(word => word.Length > 0).Order(StringComparer.Ordinal)];

    public bool IsHan { get; } = NameText.HasHan(Name);
}

/// <summary>A document. Numbers of different kinds say nothing of each other.</summary>
/// <param name="Kind">With the country of issue, where that tells one: "Passport FR".</param>
/// <param name="IsForLife">Nobody gets another one, and a check digit guards it: if it differs, the holder does. Passports are renewed.</param>
public readonly record struct DocumentFact(string Kind, string Number, bool IsForLife = false)
{
    /// <param name="number">As <see cref="IdentityNumber.Normalise"/> writes it.</param>
    public static DocumentFact Of(IdentityDocumentKind kind, string country, string number) =>
        kind is IdentityDocumentKind.ResidentId
            ? new(nameof(IdentityDocumentKind.ResidentId), ResidentNumber.Lengthened(number), IsForLife: true)
            : new($"{kind} {country}", number, kind is IdentityDocumentKind.UnifiedSocialCreditCode or IdentityDocumentKind.LegalEntityIdentifier);
}
