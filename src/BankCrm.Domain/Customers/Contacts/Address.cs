using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Domain.Customers.Contacts;

public enum AddressKind
{
    [Means("Home address")] Home,
    Work,
    [Means("Registered office")] Registered,
    Mailing,
}

/// <summary>Where a customer lives, works or gets letters.</summary>
[Class(DataClass.C1)]
public sealed class Address : Entity, IBranchScoped, IOfCustomer
{
    public const string TextColumn = "addresses.text";
    public const string LookupColumn = "addresses.lookup";

    private Address() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }
    public AddressKind Kind { get; private set; }

    /// <summary>ISO 3166-1, two letters.</summary>
    public string Country { get; private set; } = "CN";

    public string City { get; private set; } = "";

    /// <summary>All parts of the address.</summary>
    [Class(DataClass.C2)]
    public Sealed Text { get; private set; } = null!;

    /// <summary>Keyed hash of the address in one spelling: by it those who share it meet. Null: saved before there was one.</summary>
    [Class(DataClass.C2)]
    public byte[]? Lookup { get; private set; }

    /// <summary>The one whose city the record shows.</summary>
    public bool IsMain { get; private set; }

    public static Address Of(Guid id, Customer customer, AddressKind kind, PostalAddress address, bool isMain, CustomerSafe safe)
    {
        var made = new Address { Id = id, CustomerId = customer.Id, BranchId = customer.BranchId };
        made.Change(kind, address, isMain, safe);
        return made;
    }

    public void Change(AddressKind kind, PostalAddress address, bool isMain, CustomerSafe safe)
    {
        var trimmed = address.Trimmed();
        Refuse.If(trimmed.Check());

        Kind = kind;
        Country = trimmed.Country;
        City = trimmed.City;
        Text = safe.Seal(TextColumn, Id, trimmed.ToStored());
        Lookup = safe.Index.Of(LookupColumn, trimmed.Key);
        IsMain = isMain;
    }

    /// <summary>Another one is the main one now.</summary>
    public void StandBack() => IsMain = false;
}
