using BankCrm.Application.Common;
using BankCrm.Domain.Customers;

namespace BankCrm.Application.Customers.Attachments;

/// <summary>A kind of record with which documents of a customer can be kept. Write a class with [Policy] in the feature of the record; it is found.</summary>
public interface IDocumentPlace
{
    /// <summary>What it is called in addresses: "cases".</summary>
    string Key { get; }

    /// <summary>Who may see such records at all.</summary>
    string Permission { get; }

    /// <summary>The page of a record.</summary>
    string PathOf(Guid recordId);

    /// <summary>Null: there is no such record, this colleague does not see it, or it is about no customer.</summary>
    Task<PlaceFound?> FindAsync(CrmDb db, CurrentUser user, Guid recordId, CancellationToken ct);
}

/// <param name="MayChange">This colleague may add and delete documents there.</param>
public sealed record PlaceFound(Guid CustomerId, bool MayChange);

/// <summary>Finds where a document is to be kept, for whoever sees it.</summary>
[Policy]
public sealed class DocumentPlaces(IEnumerable<IDocumentPlace> places)
{
    private readonly Dictionary<string, IDocumentPlace> byKey = places.ToDictionary(p => p.Key);

    /// <exception cref="NotFoundException">There is no such place.</exception>
    public IDocumentPlace Of(string key) => byKey.GetValueOrDefault(key) ?? throw new NotFoundException();

    /// <summary>Whose the record is.</summary>
    /// <exception cref="NotFoundException">There is none, or this colleague does not see it.</exception>
    internal async Task<(Customer Customer, bool MayChange)> OpenAsync(CrmDb db, CurrentUser user, string key, Guid recordId, CancellationToken ct)
    {
        var place = Of(key);
        user.Demand(place.Permission);
        var found = await place.FindAsync(db, user, recordId, ct) ?? throw new NotFoundException();
        return (await db.CustomerToOpenAsync(found.CustomerId, user, ct), found.MayChange);
    }

    /// <exception cref="ForbiddenException">They see it only.</exception>
    internal async Task<Customer> ToChangeAsync(CrmDb db, CurrentUser user, string key, Guid recordId, CancellationToken ct)
    {
        var (customer, mayChange) = await OpenAsync(db, user, key, recordId, ct);
        return mayChange ? customer : throw new ForbiddenException(Of(key).Permission);
    }
}
