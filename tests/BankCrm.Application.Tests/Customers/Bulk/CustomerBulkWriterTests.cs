using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BankCrm.Application.Tests.Customers.Bulk;

public sealed class CustomerBulkWriterTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly string[] Tables =
        ["customers", "customer_keys", "identity_documents", "contact_points", "addresses", "consents", "notes", "name_keys"];

    private static readonly AuditRecord Imported = new(AuditEvents.Imported) { ReasonText = "old.csv" };

    [Fact]
    public async Task Writes_every_column_as_the_unit_of_work_does()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Change);
        var draft = Chunks.Draft() with { OwnerId = teller.Id };
        var customer = Chunks.Ready(crm.Services, draft, "C8000000001", branch.Id, teller.Id);

        await WriteAsync(crm.As(teller), customer);
        var bulk = await RowsAsync(draft.Id);
        await ForgetAsync(draft.Id);
        await using (var scope = await crm.As(teller).OpenAsync())
        {
            var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
            await using var transaction = await db.BeginAsync(default);
            db.Add(customer.Key);
            db.AddRange(customer.New.All());
            db.Ciphers[draft.Id] = scope.ServiceProvider.GetRequiredService<Application.Platform.Encryption.ICustomerVault>()
                .Open(draft.Id, customer.Key.Wrapped);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        var single = await RowsAsync(draft.Id);
        Assert.All(Tables, table => Assert.Equal(single[table], bulk[table]));
        Assert.All(Tables, table => Assert.NotEqual("", single[table]));
    }

    [Fact]
    public async Task Leaves_one_entry_for_the_whole_chunk()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Change);
        var chunk = Enumerable.Range(1, 3).Select(i => Chunks.Ready(crm.Services, Chunks.Draft(), $"C810000000{i}", branch.Id)).ToArray();

        await WriteAsync(crm.As(teller), chunk);

        var entry = Assert.Single(await crm.ReadAsync(db => db.AuditEntries.Where(e => e.Actor == teller.Id).ToListAsync()));
        Assert.Equal((AuditEvents.Imported, "Customer", branch.Id, "old.csv"), (entry.Event, entry.ObjectType, entry.BranchId, entry.ReasonText));
        Assert.Contains("\"Customers\":[null,3]", entry.Changes, StringComparison.Ordinal);
        Assert.Contains("\"FirstNumber\":[null,\"C8100000001\"]", entry.Changes, StringComparison.Ordinal);
        Assert.Contains($"\"LastId\":[null,\"{chunk[2].New.Customer.Id}\"]", entry.Changes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Puts_nobody_into_a_branch_outside_the_scope()
    {
        var (own, other) = (crm.NewBranch(), crm.NewBranch());
        var teller = await own.HasStaffAsync(CustomerPermissions.Change);
        await other.SaveAsync();
        var customer = Chunks.Ready(crm.Services, Chunks.Draft(), "C8200000001", other.Id);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => WriteAsync(crm.As(teller), customer));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.False(await crm.ReadAsync(db => db.Customers.AnyAsync(c => c.BranchId == other.Id)));
    }

    [Fact]
    public async Task A_chunk_that_breaks_a_constraint_leaves_nothing()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Change);
        var (first, same) = (Chunks.Draft(), Chunks.Draft());
        same = same with { DocumentNumber = first.DocumentNumber };

        var refused = await Assert.ThrowsAsync<RefusedException>(() => WriteAsync(crm.As(teller),
            Chunks.Ready(crm.Services, first, "C8300000001", branch.Id), Chunks.Ready(crm.Services, same, "C8300000002", branch.Id)));

        Assert.Equal("A customer of the bank has this document already.", refused.Message);
        Assert.False(await crm.ReadAsync(db => db.Customers.AnyAsync(c => c.BranchId == branch.Id)));
        Assert.False(await crm.ReadAsync(db => db.CustomerKeys.AnyAsync(k => k.CustomerId == first.Id)));
        Assert.False(await crm.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Actor == teller.Id)));
    }

    [Fact]
    public async Task Several_chunks_share_the_callers_transaction_and_its_end()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Change);
        var drafts = Enumerable.Range(0, 4).Select(_ => Chunks.Draft()).ToList();

        for (var round = 0; round < 2; round++)
        {
            await using var scope = await crm.As(teller).OpenAsync();
            var writer = scope.ServiceProvider.GetRequiredService<ICustomerBulkWriter>();
            await using var transaction = await scope.ServiceProvider.GetRequiredService<CrmDb>().BeginAsync(default);
            await writer.WriteAsync([Chunks.Ready(crm.Services, drafts[0], "C8400000001", branch.Id)], Imported, default);
            await writer.WriteAsync([.. drafts[1..].Select((d, i) => Chunks.Ready(crm.Services, d, $"C841000000{i}", branch.Id))], Imported, default);
            await (round == 0 ? transaction.RollbackAsync() : transaction.CommitAsync());
        }

        Assert.Equal(4, await crm.ReadAsync(db => db.Customers.CountAsync(c => c.BranchId == branch.Id)));
    }

    [Fact]
    public async Task Numbers_are_taken_in_order_and_once()
    {
        await using var scope = await crm.As(CurrentUser.System("test")).OpenAsync();
        var writer = scope.ServiceProvider.GetRequiredService<ICustomerBulkWriter>();

        var (first, second) = (await writer.TakeNumbersAsync(500, default), await writer.TakeNumbersAsync(500, default));

        Assert.Equal(1000, first.Concat(second).Distinct().Count());
        Assert.Equal(first.Concat(second).Order(StringComparer.Ordinal), first.Concat(second));
        Assert.All(first, number => Assert.Equal(11, number.Length));
    }

    [Fact]
    public async Task Known_customers_are_named_within_the_scope_and_only_told_of_outside_it()
    {
        var (own, other) = (crm.NewBranch(), crm.NewBranch());
        var teller = await own.HasStaffAsync(CustomerPermissions.Read);
        var (mine, theirs, nobody) = (Chunks.Draft(), Chunks.Draft() with { Name = "陆文婷", Landline = "" }, Chunks.Draft() with { Name = "尹小天", Landline = "" });
        mine = mine with { Name = "阮明杰", Landline = "" };
        await own.HasCustomerAsync(mine);
        await other.HasCustomerAsync(theirs);
        var index = crm.Services.GetRequiredService<Domain.Platform.Encryption.IBlindIndex>();
        var asked = new[] { nobody, theirs, mine }
            .Select(d => CustomerTraits.Of(d, index, new(2026, 11, 25))).Append(new(null, null, [])).ToList();

        await using var scope = await crm.As(teller).OpenAsync();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<CrmDb>().BeginAsync(default);
        var found = await scope.ServiceProvider.GetRequiredService<ICustomerMatches>().FindAsync(asked, default);

        Assert.Equal(
        [
            new(1, CustomerMatchKind.Document, null), new(1, CustomerMatchKind.NameAndBirth, null), new(1, CustomerMatchKind.Phone, null),
            new(2, CustomerMatchKind.Document, mine.Id), new(2, CustomerMatchKind.NameAndBirth, mine.Id), new(2, CustomerMatchKind.Phone, mine.Id),
        ], found);
    }

    private static async Task WriteAsync(TestActor actor, params KeyedCustomer[] chunk)
    {
        await using var scope = await actor.OpenAsync();
        await scope.ServiceProvider.GetRequiredService<ICustomerBulkWriter>().WriteAsync(chunk, Imported, default);
    }

    /// <summary>Each table's rows of the customer, every column but the time of the change.</summary>
    private async Task<Dictionary<string, string>> RowsAsync(Guid customerId)
    {
        var rows = new Dictionary<string, string>();
        await using var owner = NpgsqlDataSource.Create(crm.Database.OwnerConnectionString);
        foreach (var table in Tables)
        {
            var key = table == "customers" ? "id" : "customer_id";
            await using var command = owner.CreateCommand(
                $"select string_agg(row::text, E'\\n' order by row::text) from (select to_jsonb(t) - 'changed_at' as row from {table} t where {key} = $1) r");
            command.Parameters.Add(new() { Value = customerId });
            rows[table] = await command.ExecuteScalarAsync() as string ?? "";
        }

        return rows;
    }

    private async Task ForgetAsync(Guid customerId)
    {
        await using var owner = NpgsqlDataSource.Create(crm.Database.OwnerConnectionString);
        foreach (var table in Tables.Reverse())
        {
            await using var command = owner.CreateCommand($"delete from {table} where {(table == "customers" ? "id" : "customer_id")} = $1");
            command.Parameters.Add(new() { Value = customerId });
            await command.ExecuteNonQueryAsync();
        }
    }
}
