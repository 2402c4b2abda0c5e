using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.Customers.Search;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace BankCrm.Infrastructure.Customers.Bulk;

/// <summary>The tables a new customer is written into, the referenced before those that refer to them.</summary>
internal sealed class CustomerTables
{
    private readonly CopyTable<Customer> customers;
    private readonly CopyTable<CustomerKey> keys;
    private readonly CopyTable<IdentityDocument> documents;
    private readonly CopyTable<ContactPoint> contacts;
    private readonly CopyTable<Address> addresses;
    private readonly CopyTable<Consent> consents;
    private readonly CopyTable<Note> notes;
    private readonly CopyTable<CustomerNameKey> names;

    private CustomerTables(IModel model)
    {
        (customers, keys, documents, contacts) = (new(model), new(model), new(model), new(model));
        (addresses, consents, notes, names) = (new(model), new(model), new(model), new(model));
        Prepare = string.Join('\n',
            customers.Prepare, keys.Prepare, documents.Prepare, contacts.Prepare, addresses.Prepare, consents.Prepare, notes.Prepare, names.Prepare);
        Insert = string.Join('\n',
            customers.Insert, keys.Insert, documents.Insert, contacts.Insert, addresses.Insert, consents.Insert, notes.Insert, names.Insert);
    }

    /// <summary>Makes the temporary tables, or empties them.</summary>
    public string Prepare { get; }

    /// <summary>From the temporary tables into the true ones.</summary>
    public string Insert { get; }

    private static CustomerTables? known;

    /// <summary>There is one model only, and reading it takes a while.</summary>
    public static CustomerTables Of(IModel model) => known ??= new(model);

    public async Task CopyAsync(NpgsqlConnection connection, IReadOnlyList<KeyedCustomer> chunk, Stamp stamp, CancellationToken ct)
    {
        await customers.CopyAsync(connection, chunk.Select(c => c.New.Customer), stamp, ct);
        await keys.CopyAsync(connection, chunk.Select(c => c.Key), stamp, ct);
        await documents.CopyAsync(connection, chunk.SelectMany(c => c.New.Documents), stamp, ct);
        await contacts.CopyAsync(connection, chunk.SelectMany(c => c.New.Contacts), stamp, ct);
        await addresses.CopyAsync(connection, chunk.SelectMany(c => c.New.Addresses), stamp, ct);
        await consents.CopyAsync(connection, chunk.SelectMany(c => c.New.Consents), stamp, ct);
        await notes.CopyAsync(connection, chunk.SelectMany(c => c.New.Notes), stamp, ct);
        await names.CopyAsync(connection, chunk.SelectMany(c => c.New.NameKeys), stamp, ct);
    }
}
