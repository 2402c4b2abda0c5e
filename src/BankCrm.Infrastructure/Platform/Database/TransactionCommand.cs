using System.Data.Common;
using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore;
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
            var transaction = db.OpenTransaction();
            var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
            command.CommandTimeout = db.Database.GetCommandTimeout() ?? command.CommandTimeout;
            foreach (var value in values)
            {
                command.Parameters.Add(value is (NpgsqlDbType type, var typed)
                    ? new() { NpgsqlDbType = type, Value = typed ?? DBNull.Value }
                    : new() { Value = value ?? DBNull.Value });
            }

            return command;
        }

        /// <summary>The columns of a table that can be written, quoted where they must be.</summary>
        public async Task<IReadOnlyList<string>> ColumnsAsync(string table, CancellationToken ct)
        {
            await using var command = db.Command(
                """
                select array_agg(quote_ident(attname) order by attnum) from pg_attribute
                where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
                """,
                table);
            return (string[])(await command.ExecuteScalarAsync(ct))!;
        }

        public async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken ct, params object?[] values)
        {
            await using var command = db.Command(sql, values);
            await using var rows = await command.ExecuteReaderAsync(ct);
            var found = new List<T>();
            while (await rows.ReadAsync(ct))
            {
                found.Add(read(rows));
            }

            return found;
        }

        public async Task<int> ExecuteAsync(string sql, CancellationToken ct, params object?[] values)
        {
            await using var command = db.Command(sql, values);
            return await command.ExecuteNonQueryAsync(ct);
        }
    }
}
