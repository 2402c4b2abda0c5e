using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace BankCrm.Infrastructure.Platform.Database;

/// <summary>SQL by hand, for the few who may, within the transaction that is open.</summary>
internal static class TransactionCommand
{
    extension(CrmDb db)
    {
        /// <param name="values">$1, $2… A pair of type and value where a null would not tell its type.</param>
        public NpgsqlCommand Command(string sql, params object?[] values)
        {
            var transaction = (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
            var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
            foreach (var value in values)
            {
                command.Parameters.Add(value is (NpgsqlDbType type, var typed)
                    ? new() { NpgsqlDbType = type, Value = typed ?? DBNull.Value }
                    : new() { Value = value ?? DBNull.Value });
            }

            return command;
        }

        public async Task<int> ExecuteAsync(string sql, CancellationToken ct, params object?[] values)
        {
            await using var command = db.Command(sql, values);
            return await command.ExecuteNonQueryAsync(ct);
        }
    }
}
