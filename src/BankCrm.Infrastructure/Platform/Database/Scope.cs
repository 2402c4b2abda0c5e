using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.Database;

/// <summary>What row-level security is told about whoever is at work, and the planner about what they read.</summary>
internal static class Scope
{
    private const string Sql =
        """
        select set_config('crm.scope', $1, true), set_config('crm.branches', $2, true), set_config('crm.security', $3, true),
          set_config('crm.staff', $4, true), set_config('crm.audience', $5, true), set_config('crm.alerts', $6, true),
          set_config('plan_cache_mode', $7, true)
        """;

    public static NpgsqlCommand Command(NpgsqlTransaction transaction, CrmDbContext db)
    {
        var command = new NpgsqlCommand(Sql, transaction.Connection, transaction);
        command.Parameters.AddRange(Of(db));
        return command;
    }

    /// <summary>The scope and the statement, sent as one. Takes over the command's parameters.</summary>
    public static NpgsqlBatch Batch(NpgsqlCommand command, CrmDbContext db)
    {
        var tell = new NpgsqlBatchCommand(Sql);
        tell.Parameters.AddRange(Of(db));
        var statement = new NpgsqlBatchCommand(command.CommandText);
        NpgsqlParameter[] parameters = [.. command.Parameters.Cast<NpgsqlParameter>()];
        command.Parameters.Clear();
        statement.Parameters.AddRange(parameters);
        return new(command.Connection, command.Transaction) { BatchCommands = { tell, statement }, Timeout = command.CommandTimeout };
    }

    extension(CrmDb db)
    {
        /// <summary>The transaction that is open, for SQL by hand: it knows its scope.</summary>
        /// <exception cref="InvalidOperationException">None is open.</exception>
        public NpgsqlTransaction OpenTransaction()
        {
            var transaction = db.Database.CurrentTransaction?.GetDbTransaction() as NpgsqlTransaction
                ?? throw new InvalidOperationException("There is no transaction whose scope the statement could have.");
            if (db.IsScopeDue)
            {
                db.IsScopeDue = false;
                using var tell = Command(transaction, (CrmDbContext)db);
                tell.ExecuteNonQuery();
            }

            return transaction;
        }
    }

    private static NpgsqlParameter[] Of(CrmDbContext db) => [.. Of(db.User), new NpgsqlParameter<string> { TypedValue = db.PlansOnce ? "force_generic_plan" : "auto" }];

    private static NpgsqlParameter[] Of(CurrentUser user) =>
    [
        new NpgsqlParameter<string> { TypedValue = user.SeesAllBranches ? "all" : "some" },
        new NpgsqlParameter<string> { TypedValue = string.Join(',', user.Branches) },
        new NpgsqlParameter<string> { TypedValue = user.May(AuditPermissions.ReadSecurity) ? "on" : "off" },
        new NpgsqlParameter<string> { TypedValue = user.StaffId?.ToString() ?? "" },
        new NpgsqlParameter<string> { TypedValue = user.IsSystem ? "all" : user.ReadsForCompliance ? "compliance" : "" },
        new NpgsqlParameter<string> { TypedValue = user.SeesAlerts || user.IsSystem ? "on" : "off" },
    ];
}
