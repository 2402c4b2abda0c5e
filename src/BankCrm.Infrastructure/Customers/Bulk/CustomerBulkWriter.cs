using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace BankCrm.Infrastructure.Customers.Bulk;

internal sealed class CustomerBulkWriter(CrmDb db, CurrentUser user, IAuditTrail audit, TimeProvider clock) : ICustomerBulkWriter
{
    public async Task WriteAsync(IReadOnlyList<KeyedCustomer> chunk, AuditRecord occasion, CancellationToken ct)
    {
        if (chunk.Count == 0)
        {
            return;
        }

        if (db.Database.CurrentTransaction is { } open)
        {
            await WriteAsync(open, chunk, occasion, ct);
            return;
        }

        await using var transaction = await db.BeginAsync(ct);
        await WriteAsync(transaction, chunk, occasion, ct);
        await transaction.CommitAsync(ct);
    }

    public async Task<IReadOnlyList<string>> TakeNumbersAsync(int count, CancellationToken ct) =>
    [
        .. (await db.Database.SqlQuery<long>($"select nextval('customer_numbers') as \"Value\" from generate_series(1, {count})").ToListAsync(ct))
            .Order()
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"C{n:0000000000}")),
    ];

    private async Task WriteAsync(IDbContextTransaction transaction, IReadOnlyList<KeyedCustomer> chunk, AuditRecord occasion, CancellationToken ct)
    {
        var tables = CustomerTables.Of(db.Model);
        var connection = ((NpgsqlTransaction)transaction.GetDbTransaction()).Connection!;
        try
        {
            await ExecuteAsync(connection, tables.Prepare, ct);
            await tables.CopyAsync(connection, chunk, new(clock.GetUtcNow(), user.StaffId), ct);
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

    private static AuditRecord Entry(IReadOnlyList<KeyedCustomer> chunk, AuditRecord occasion)
    {
        var (first, last) = (chunk[0].New.Customer, chunk[^1].New.Customer);
        var branches = chunk.Select(c => c.New.Customer.BranchId).Distinct().Take(2).ToList();
        return occasion with
        {
            ObjectType = occasion.ObjectType ?? "Customer",
            BranchId = occasion.BranchId ?? (branches.Count == 1 ? branches[0] : null),
            Changes = AuditChanges.Of(
            [
                ("Customers", null, chunk.Count),
                ("FirstId", null, first.Id),
                ("FirstNumber", null, first.Number),
                ("LastId", null, last.Id),
                ("LastNumber", null, last.Number),
            ]),
        };
    }
}
