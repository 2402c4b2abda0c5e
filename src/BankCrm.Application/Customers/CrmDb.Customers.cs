using BankCrm.Application.Customers.Duplicates;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.Customers.Search;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    /// <summary>The name of the filter that hides records which go on in others. That of the branches stands beside it and stays.</summary>
    public const string Merged = nameof(Merged);

    public DbSet<Customer> Customers => Set<Customer>();

    /// <summary>All of the user's branches, those that were merged into others too.</summary>
    public IQueryable<Customer> CustomersWithMerged => Customers.IgnoreQueryFilters([Merged]);

    public DbSet<IdentityDocument> IdentityDocuments => Set<IdentityDocument>();

    public DbSet<ContactPoint> ContactPoints => Set<ContactPoint>();

    public DbSet<Address> Addresses => Set<Address>();

    public DbSet<Consent> Consents => Set<Consent>();

    public DbSet<StandingConsent> StandingConsents => Set<StandingConsent>();

    public DbSet<Note> Notes => Set<Note>();

    public DbSet<CustomerNameKey> NameKeys => Set<CustomerNameKey>();

    /// <summary>The first keys from <paramref name="first"/> up to <paramref name="below"/> in several branches.</summary>
    /// <param name="branches">Null: in all.</param>
    [DbFunction("name_keys_of_branches")]
    internal IQueryable<CustomerNameKey> NameKeysOfBranches(string first, string below, bool isPart, int most, Guid[]? branches) =>
        FromExpression(() => NameKeysOfBranches(first, below, isPart, most, branches));

    /// <summary>Which branches have somebody who may be the same, and why. Sees all branches; tells no more of them than this.</summary>
    [DbFunction("customer_twins")]
    internal IQueryable<TwinHit> TwinHits(
        byte[]? document, string? kind, string? country, byte[]? nameAndBirth, string? nameKey, byte[]? mobile, byte[]? landline) =>
        FromExpression(() => TwinHits(document, kind, country, nameAndBirth, nameKey, mobile, landline));

    /// <summary>The next free numbers; each is given once, whatever becomes of the transaction.</summary>
    [DbFunction("take_customer_numbers")]
    internal IQueryable<TakenNumber> TakenNumbers(int count) => FromExpression(() => TakenNumbers(count));
}
