using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Application.Customers.Registration;

public enum CustomerMatchKind
{
    Document,
    NameAndBirth,
    Phone,
}

/// <summary>By what a customer may be known to the bank already: keyed hashes, as they are stored.</summary>
/// <param name="Document">Null: none was shown.</param>
/// <param name="NameAndBirth">Null: the birth date is not known.</param>
public sealed record CustomerTraits(DocumentTrait? Document, byte[]? NameAndBirth, IReadOnlyList<byte[]> Phones)
{
    /// <param name="draft">Checked by <see cref="CustomerDraftCheck"/>.</param>
    public static CustomerTraits Of(CustomerDraft draft, IBlindIndex index, DateOnly today, bool migrated = false)
    {
        var complete = draft.Completed(today);
        return new(
            complete.DocumentKind is { } kind
                ? new(index.Of(IdentityDocument.LookupColumn, IdentityNumber.Normalise(kind, complete.DocumentNumber)), kind, complete.DocumentCountry)
                : null,
            complete.BirthDate is { } born ? Customer.NameAndBirthOf(complete.Name.Trim(), born, index) : null,
            [
                .. new[] { (ContactKind.Mobile, complete.Mobile), (ContactKind.Landline, complete.Landline) }
                    .Where(phone => phone.Item2.Length > 0)
                    .Select(phone => index.Of(ContactPoint.LookupColumn, ContactValue.Parse(phone.Item1, phone.Item2, complete.PhoneCountry).Key)),
            ]);
    }
}

public sealed record DocumentTrait(byte[] Lookup, IdentityDocumentKind Kind, string Country);

/// <summary>That a customer of the bank has one of the traits asked about.</summary>
/// <param name="Asked">The place in what was asked, from 0.</param>
/// <param name="CustomerId">Null: they are another branch's, and that they exist is all one may know.</param>
public sealed record CustomerMatch(int Asked, CustomerMatchKind Kind, Guid? CustomerId);

/// <summary>Who of a chunk is known to the bank already, in all branches, by one question.</summary>
public interface ICustomerMatches
{
    /// <summary>In the order asked. Needs the transaction that is open on CrmDb, for its scope.</summary>
    Task<IReadOnlyList<CustomerMatch>> FindAsync(IReadOnlyList<CustomerTraits> asked, CancellationToken ct);
}
