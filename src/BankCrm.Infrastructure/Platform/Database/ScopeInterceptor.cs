using System.Data.Common;
using BankCrm.Application.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BankCrm.Infrastructure.Platform.Database;

/// <summary>
/// Tells row-level security, at the start of each transaction and for its length only, which branches whoever is at work may see.
/// </summary>
internal sealed class ScopeInterceptor : DbTransactionInterceptor
{
    public override async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        var user = ((CrmDbContext)eventData.Context!).User;
        await using var command = connection.CreateCommand();
        command.Transaction = result;
        command.CommandText =
            """
            select set_config('crm.scope', $1, true), set_config('crm.branches', $2, true), set_config('crm.security', $3, true),
              set_config('crm.staff', $4, true), set_config('crm.audience', $5, true)
            """;
        command.Parameters.Add(new Npgsql.NpgsqlParameter<string> { TypedValue = user.SeesAllBranches ? "all" : "some" });
        command.Parameters.Add(new Npgsql.NpgsqlParameter<string> { TypedValue = string.Join(',', user.Branches) });
        command.Parameters.Add(new Npgsql.NpgsqlParameter<string> { TypedValue = user.May(AuditPermissions.ReadSecurity) ? "on" : "off" });
        command.Parameters.Add(new Npgsql.NpgsqlParameter<string> { TypedValue = user.StaffId?.ToString() ?? "" });
        command.Parameters.Add(new Npgsql.NpgsqlParameter<string> { TypedValue = user.IsSystem ? "all" : user.ReadsForCompliance ? "compliance" : "" });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return result;
    }

    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result) =>
        throw new NotSupportedException("Open transactions with BeginAsync: the scope must be set.");
}
