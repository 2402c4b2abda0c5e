using BankCrm.Testing;
using Npgsql;

namespace BankCrm.Application.Tests.DataQuality;

/// <summary>What is stored about customers, as a text that is equal only if every byte is.</summary>
internal static class CustomerContent
{
    private static readonly string[] Tables =
    [
        "customers", "customer_keys", "name_keys", "identity_documents", "contact_points", "addresses", "consents", "notes", "imported_customers",
    ];

    /// <summary>Only the row versions, which PostgreSQL gives, are left out.</summary>
    /// <param name="only">None: all customers there are.</param>
    public static async Task<string> OfAsync(TestCrm crm, params Guid[] only)
    {
        await using var owner = NpgsqlDataSource.Create(crm.Database.OwnerConnectionString + ";Options=-c crm.scope=all");
        await using var connection = await owner.OpenConnectionAsync();
        var hashes = new List<string>();
        foreach (var table in Tables)
        {
            await using var command = new NpgsqlCommand(
                $"""
                select count(*) || md5(coalesce(string_agg(to_jsonb(t)::text, '|' order by to_jsonb(t)::text), '')) from {table} t
                where $1 or t.{(table == "customers" ? "id" : "customer_id")} = any ($2)
                """,
                connection);
            command.Parameters.Add(new() { Value = only.Length == 0 });
            command.Parameters.Add(new() { Value = only });
            hashes.Add($"{table} {await command.ExecuteScalarAsync()}");
        }

        return string.Join('\n', hashes);
    }
}
