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
    public const int Count = 8;

    private static CustomerTables? known;

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
        (customers, keys) = (new(model, nameof(Customer.SortName)), new(model));
        (documents, contacts) = (new(model, nameof(IdentityDocument.Lookup)), new(model, nameof(ContactPoint.Lookup)));
        (addresses, consents, notes) = (new(model), new(model), new(model));
        names = new(model, nameof(CustomerNameKey.BranchId), nameof(CustomerNameKey.IsPart), nameof(CustomerNameKey.Key));
        Prepare = string.Join('\n',
            customers.Prepare, keys.Prepare, documents.Prepare, contacts.Prepare, addresses.Prepare, consents.Prepare, notes.Prepare, names.Prepare);
        Insert = string.Join('\n',
            customers.Insert, keys.Insert, documents.Insert, contacts.Insert, addresses.Insert, consents.Insert, notes.Insert, names.Insert);
    }

    /// <summary>Makes the temporary tables, or empties them.</summary>
    public string Prepare { get; }

    /// <summary>From the temporary tables into the true ones.</summary>
    public string Insert { get; }

    /// <summary>There is one model only, and reading it takes a while.</summary>
    public static CustomerTables Of(IModel model) => known ??= new(model);

    public void Add(CopyBuffer[] buffers, KeyedCustomer customer, Stamp stamp)
    {
        customers.Add(buffers[0], customer.New.Customer, stamp);
        keys.Add(buffers[1], customer.Key, stamp);
        Add(documents, buffers[2], customer.New.Documents, stamp);
        Add(contacts, buffers[3], customer.New.Contacts, stamp);
        Add(addresses, buffers[4], customer.New.Addresses, stamp);
        Add(consents, buffers[5], customer.New.Consents, stamp);
        Add(notes, buffers[6], customer.New.Notes, stamp);
        Add(names, buffers[7], customer.New.NameKeys, stamp);
    }

    public async Task SendAsync(NpgsqlConnection connection, CopyBuffer[] buffers, CancellationToken ct)
    {
        await customers.SendAsync(connection, buffers[0], ct);
        await keys.SendAsync(connection, buffers[1], ct);
        await documents.SendAsync(connection, buffers[2], ct);
        await contacts.SendAsync(connection, buffers[3], ct);
        await addresses.SendAsync(connection, buffers[4], ct);
        await consents.SendAsync(connection, buffers[5], ct);
        await notes.SendAsync(connection, buffers[6], ct);
        await names.SendAsync(connection, buffers[7], ct);
    }

    private static void Add<TRow>(CopyTable<TRow> table, CopyBuffer buffer, IReadOnlyList<TRow> rows, Stamp stamp) where TRow : class
    {
        foreach (var row in rows)
        {
            table.Add(buffer, row, stamp);
        }
    }
}
