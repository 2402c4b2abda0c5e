using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace BankCrm.Infrastructure.Customers.Bulk;

internal sealed class CustomerBulkWriter(CrmDb db, CurrentUser user, IAuditTrail audit, TimeProvider clock) : ICustomerBulkWriter
{
    public IPreparedCustomers Prepare(IEnumerable<KeyedCustomer> chunk) =>
        PreparedCustomers.Of(CustomerTables.Of(db.Model), chunk, new(clock.GetUtcNow(), user.StaffId));

    public async Task WriteAsync(IPreparedCustomers chunk, AuditRecord occasion, CancellationToken ct)
    {
        using var prepared = (PreparedCustomers)chunk;
        if (prepared.Count == 0)
        {
            return;
        }

        if (db.Database.CurrentTransaction is { } open)
        {
            await WriteAsync(open, prepared, occasion, ct);
            return;
        }

        await using var transaction = await db.BeginAsync(ct);
        await WriteAsync(transaction, prepared, occasion, ct);
        await transaction.CommitAsync(ct);
    }

    public async Task<IReadOnlyList<string>> TakeNumbersAsync(int count, CancellationToken ct) =>
        [.. (await CustomerNumbers.TakeAsync(db, count, ct)).Order(StringComparer.Ordinal)];

    private async Task WriteAsync(IDbContextTransaction transaction, PreparedCustomers chunk, AuditRecord occasion, CancellationToken ct)
    {
        var tables = CustomerTables.Of(db.Model);
        var connection = ((NpgsqlTransaction)transaction.GetDbTransaction()).Connection!;
        try
        {
            await ExecuteAsync(connection, tables.Prepare, ct);
            await tables.SendAsync(connection, chunk.Buffers, ct);
            await ExecuteAsync(connection, tables.Insert, ct);
        }
        catch (PostgresException e) when (Violations.Sentence(e) is { } sentence)
        {
            throw new RefusedException(sentence);
        }

        await audit.WriteAsync(Entry(chunk, occasion), ct);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static AuditRecord Entry(PreparedCustomers chunk, AuditRecord occasion) => occasion with
    {
        ObjectType = occasion.ObjectType ?? nameof(Customer),
        BranchId = occasion.BranchId ?? chunk.OnlyBranch,
        Changes = AuditChanges.Of(
        [
            ("Customers", null, chunk.Count),
            ("FirstId", null, chunk.First!.Id),
            ("FirstNumber", null, chunk.First.Number),
            ("LastId", null, chunk.Last!.Id),
            ("LastNumber", null, chunk.Last.Number),
        ]),
    };
}
