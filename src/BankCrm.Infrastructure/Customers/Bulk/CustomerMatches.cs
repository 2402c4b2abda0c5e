using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace BankCrm.Infrastructure.Customers.Bulk;

internal sealed class CustomerMatches(CrmDb db) : ICustomerMatches
{
    public async Task<IReadOnlyList<CustomerMatch>> FindAsync(IReadOnlyList<CustomerTraits> asked, CancellationToken ct)
    {
        var transaction = db.OpenTransaction();
        await using var command = new NpgsqlCommand("select * from customer_matches($1, $2, $3, $4, $5, $6, $7, $8)", transaction.Connection);
        var documents = asked.Index().Where(a => a.Item.Document is not null).Select(a => (a.Index, Document: a.Item.Document!)).ToList();
        var births = asked.Index().Where(a => a.Item.NameAndBirth is not null).ToList();
        var phones = asked.Index().SelectMany(a => a.Item.Phones.Select(phone => (a.Index, Phone: phone))).ToList();

        Add(NpgsqlDbType.Bytea, documents.Select(d => d.Document.Lookup));
        Add(NpgsqlDbType.Text, documents.Select(d => d.Document.Kind.ToString()));
        Add(NpgsqlDbType.Text, documents.Select(d => d.Document.Country));
        Add(NpgsqlDbType.Integer, documents.Select(d => d.Index));
        Add(NpgsqlDbType.Bytea, births.Select(b => b.Item.NameAndBirth!));
        Add(NpgsqlDbType.Integer, births.Select(b => b.Index));
        Add(NpgsqlDbType.Bytea, phones.Select(p => p.Phone));
        Add(NpgsqlDbType.Integer, phones.Select(p => p.Index));

        var found = new List<CustomerMatch>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found.Add(new(
                reader.GetInt32(0), Enum.Parse<CustomerMatchKind>(reader.GetString(1)), await reader.IsDBNullAsync(2, ct) ? null : reader.GetGuid(2)));
        }

        return found;

        void Add<T>(NpgsqlDbType type, IEnumerable<T> values) =>
            command.Parameters.Add(new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}
