using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Domain.Customers.IdentityDocuments;

/// <summary>A document with which a customer proved who they are.</summary>
[Class(DataClass.C1)]
public sealed class IdentityDocument : Entity, IBranchScoped, IOfCustomer
{
    public const string NumberColumn = "identity_documents.number";
    public const string LookupColumn = "identity_documents.lookup";
    public const string LastFourColumn = "identity_documents.last_four";

    private IdentityDocument() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }
    public IdentityDocumentKind Kind { get; private init; }

    /// <summary>ISO 3166-1, two letters: whose authority issued it.</summary>
    public string Country { get; private init; } = "CN";

    [Class(DataClass.C2)]
    public Sealed Number { get; private init; } = null!;

    /// <summary>Keyed hash of the number: one document, one customer in the whole bank.</summary>
    [Class(DataClass.C2)]
    public byte[] Lookup { get; private init; } = [];

    [Class(DataClass.C2)]
    public byte[] LastFour { get; private init; } = [];

    /// <summary>The last day it is valid. Null: without end, or not known.</summary>
    public DateOnly? ValidUntil { get; private set; }

    public static IdentityDocument Of(
        Guid id, Customer customer, IdentityNumber number, string country, DateOnly? validUntil, CustomerSafe safe)
    {
        var fits = customer.Kind is CustomerKind.Individual ? number.Kind.AppliesToIndividuals() : number.Kind.AppliesToOrganisations();
        Refuse.If(!fits, "This kind of document does not belong to such a customer.");

        return new()
        {
            Id = id,
            CustomerId = customer.Id,
            BranchId = customer.BranchId,
            Kind = number.Kind,
            Country = country,
            Number = safe.Seal(NumberColumn, id, number.Unmasked),
            Lookup = safe.Index.Of(LookupColumn, number.Unmasked),
            LastFour = safe.Index.Of(LastFourColumn, number.LastFour),
            ValidUntil = validUntil,
        };
    }

    public void Renew(DateOnly? validUntil) => ValidUntil = validUntil;

    /// <summary>It was lost or handed in: yesterday was its last day.</summary>
    public void End(DateOnly today)
    {
        Refuse.If(HasExpired(today), "The document is not valid any more already.");
        ValidUntil = today.AddDays(-1);
    }

    public bool HasExpired(DateOnly today) => ValidUntil < today;
}
