using System.Security.Cryptography;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Infrastructure.Platform.Encryption;
using BankCrm.Testing;
using Npgsql;

namespace BankCrm.Application.Tests.Platform.Encryption;

[Collection(nameof(EmptyDatabases))]
public sealed class KeyRewrapTests : IAsyncLifetime
{
    private const int Many = 12_000; // three batches
    private static readonly KeyRingContent Before = KeyRingContent.Make(Rings.Now);
    private static readonly KeyRing After = Rings.Of(Before.WithNewKey(Rings.Now));

    private readonly CustomerVault vault = new(After);
    private TestDatabase database = null!;
    private NpgsqlDataSource source = null!;

    public async Task InitializeAsync()
    {
        database = await TestServer.EmptyAsync();
        await using (var owner = NpgsqlDataSource.Create(database.OwnerConnectionString))
        await using (var table = owner.CreateCommand("create table customer_keys (customer_id uuid primary key, wrapped bytea not null)"))
        {
            await table.ExecuteNonQueryAsync();
        }

        source = NpgsqlDataSource.Create(database.ApplicationConnectionString);
    }

    public async Task DisposeAsync()
    {
        await source.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task All_keys_come_under_the_newest_and_open_what_they_did()
    {
        var row = Guid.NewGuid();
        var (key, cipher) = new CustomerVault(Rings.Of(Before)).Create(Guid.NewGuid());
        var value = cipher.Seal("contact_points.value", row, "13800138000");
        await StoreAsync([key, .. Old(Many)]);

        var done = await new KeyRewrap(After, vault).RunAsync(source, null, CancellationToken.None);

        var stored = await StoredAsync();
        Assert.Equal((Many + 1, Many + 1), (done.Rewrapped, stored.Count));
        Assert.Empty(done.Unopenable);
        Assert.All(stored, k => Assert.Equal(2u, EnvelopeKey.KeyIdOf(k.Value)));
        Assert.Equal("13800138000", vault.Open(key.CustomerId, stored[key.CustomerId]).Open("contact_points.value", row, value));
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_leaves_all_readable_and_goes_on_where_it_was()
    {
        await StoreAsync(Old(Many));
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new KeyRewrap(After, vault).RunAsync(source, new Told(_ => stop.Cancel()), stop.Token));

        var mixed = await StoredAsync();
        Assert.Equal(5000, mixed.Count(k => EnvelopeKey.KeyIdOf(k.Value) == 2));
        Assert.All(mixed, k => vault.Open(k.Key, k.Value));

        var rest = await new KeyRewrap(After, vault).RunAsync(source, null, CancellationToken.None);
        Assert.Equal(Many - 5000, rest.Rewrapped);
        Assert.Equal(0, (await new KeyRewrap(After, vault).RunAsync(source, null, CancellationToken.None)).Rewrapped);
    }

    [Fact]
    public async Task A_key_that_does_not_open_is_named_and_keeps_nobody_waiting()
    {
        var damaged = new CustomerKey(Guid.NewGuid(), RandomNumberGenerator.GetBytes(65));
        await StoreAsync([damaged, .. Old(10)]);

        var done = await new KeyRewrap(After, vault).RunAsync(source, null, CancellationToken.None);

        Assert.Equal(10, done.Rewrapped);
        Assert.Equal([damaged.CustomerId], done.Unopenable);
        Assert.Equal(damaged.Wrapped, (await StoredAsync())[damaged.CustomerId]);
    }

    private static IEnumerable<CustomerKey> Old(int count)
    {
        var old = new CustomerVault(Rings.Of(Before));
        return Enumerable.Range(0, count).Select(_ => old.Create(Guid.CreateVersion7()).Key);
    }

    private async Task StoreAsync(IEnumerable<CustomerKey> keys)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync("copy customer_keys from stdin (format binary)");
        foreach (var key in keys)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(key.CustomerId);
            await copy.WriteAsync(key.Wrapped);
        }

        await copy.CompleteAsync();
    }

    private async Task<Dictionary<Guid, byte[]>> StoredAsync()
    {
        await using var command = source.CreateCommand("select customer_id, wrapped from customer_keys");
        await using var rows = await command.ExecuteReaderAsync();
        var keys = new Dictionary<Guid, byte[]>();
        while (await rows.ReadAsync())
        {
            keys.Add(rows.GetGuid(0), rows.GetFieldValue<byte[]>(1));
        }

        return keys;
    }

    private sealed class Told(Action<KeyRewrapProgress> listen) : IProgress<KeyRewrapProgress>
    {
        public void Report(KeyRewrapProgress value) => listen(value);
    }
}
