using System.Globalization;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Infrastructure.Platform.Encryption;
using Npgsql;

namespace BankCrm.Benchmarks.Http;

/// <summary>What a teller might be asked for: real names and numbers of customers the user may see, opened with the bank's own keys.</summary>
internal sealed class SampledBank : IAsyncDisposable
{
    private SampledBank(string address, string userName) => (Address, Connection, UserName) = (address, NpgsqlDataSource.Create(address), userName);

    /// <summary>With the password.</summary>
    public string Address { get; }

    public NpgsqlDataSource Connection { get; }

    public string UserName { get; }

    public long Customers { get; private set; }

    public long InScope { get; private set; }

    public Guid BranchId { get; private set; }

    public IReadOnlyList<Sample> Samples { get; private set; } = [];

    /// <summary>Accounts in scope with fifty movements and more. Empty: the bank has none.</summary>
    public IReadOnlyList<Guid> BusyAccounts { get; private set; } = [];

    public static async Task<SampledBank> OpenAsync(string data, string userName)
    {
        var postgres = Path.Combine(data, "postgres");
        var address = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = int.Parse(File.ReadLines(Path.Combine(postgres, "data", "postmaster.pid")).ElementAt(3), CultureInfo.InvariantCulture),
            Database = "bankcrm",
            Username = "bankcrm_app",
            Password = (await File.ReadAllTextAsync(Path.Combine(postgres, "password-app"))).Trim(),
            MaxPoolSize = 32,
        };
        var bank = new SampledBank(address.ConnectionString, userName);
        await bank.ReadAsync(Path.Combine(data, "keys", "key-ring.json"));
        return bank;
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private async Task ReadAsync(string keyRing)
    {
        var vault = new CustomerVault(new KeyRing(KeyRingFile.Read(keyRing), () => KeyRingFile.Read(keyRing)));
        await using var connection = await Connection.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, "select set_config('crm.scope', 'all', true)");
        BranchId = (Guid)(await RunAsync(connection, "select home_branch_id from staff where user_name = $1", UserName))!;
        Customers = (long)(await RunAsync(connection, "select count(*) from customers"))!;
        InScope = (long)(await RunAsync(connection, "select count(*) from customers where branch_id = $1", BranchId))!;

        await using var command = new NpgsqlCommand(
            """
            select c.id, c.number, c.name, c.sort_name, k.wrapped, d.id, d.number, p.id, p.value, d.lookup, p.lookup
            from customers c join customer_keys k on k.customer_id = c.id
              join identity_documents d on d.customer_id = c.id join contact_points p on p.customer_id = c.id and p.kind = 'Mobile'
            where c.branch_id = $1 and not c.is_protected order by md5(c.id::text) limit 400
            """, connection);
        command.Parameters.Add(new() { Value = BranchId });
        command.CommandTimeout = 300;
        var samples = new List<Sample>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var cipher = vault.Open(rows.GetGuid(0), rows.GetFieldValue<byte[]>(4));
            samples.Add(new(
                rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetString(3),
                cipher.Open(IdentityDocument.NumberColumn, rows.GetGuid(5), new Sealed(rows.GetFieldValue<byte[]>(6))),
                cipher.Open(ContactPoint.ValueColumn, rows.GetGuid(7), new Sealed(rows.GetFieldValue<byte[]>(8))),
                rows.GetFieldValue<byte[]>(9), rows.GetFieldValue<byte[]>(10)));
        }

        await rows.DisposeAsync();
        BusyAccounts = await BusyAccountsAsync(connection);
        Samples = samples.Count > 0 ? samples : throw new InvalidOperationException($"{UserName} has no customers to look for.");
    }

    private async Task<List<Guid>> BusyAccountsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            select h.account_id from account_holders h join customers c on c.id = h.customer_id and not c.is_protected and c.merged_into_id is null where h.branch_id = $1 and h.role = 'Owner'
              and (select sum(m.movements) from account_months m where m.account_id = h.account_id) >= 50 limit 400
            """, connection);
        command.Parameters.Add(new() { Value = BranchId });
        command.CommandTimeout = 300;
        var accounts = new List<Guid>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            accounts.Add(rows.GetGuid(0));
        }

        return accounts;
    }

    private static async Task<object?> RunAsync(NpgsqlConnection connection, string sql, object? value = null)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        if (value is not null)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteScalarAsync();
    }
}

/// <summary>A customer as somebody at the counter would give themselves to be known.</summary>
internal sealed record Sample(
    Guid Id, string Number, string Name, string SortName, string Document, string Phone, byte[] DocumentLookup, byte[] PhoneLookup)
{
    public bool IsHan => Name.Any(letter => letter >= '\u4E00');

    /// <summary>The pinyin of a Chinese name, without spaces.</summary>
    public string Pinyin => SortName.Split(' ')[0];
}
