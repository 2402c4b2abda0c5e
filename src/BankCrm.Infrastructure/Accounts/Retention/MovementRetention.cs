using System.Globalization;
using Npgsql;

namespace BankCrm.Infrastructure.Accounts.Retention;

/// <summary>A month of movements.</summary>
/// <param name="Month">Its first day.</param>
public sealed record MonthOfMovements(DateOnly Month, long Movements);

/// <summary>
/// Ends the keeping of movements, a whole month at a time. Balances, sums of months and totals stay: they do not need the movements any more. As the owner
/// of the database: the run-time role may not.
/// </summary>
public static class MovementRetention
{
    /// <summary>Transactions are kept for ten years at least (Anti-Money-Laundering Law of China, as revised on 2024-11-08).</summary>
    public const int LeastYears = 10;

    private const string Prefix = "transactions_";

    /// <summary>Months of which every day is longer ago than the years.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than <see cref="LeastYears"/>.</exception>
    public static async Task<IReadOnlyList<MonthOfMovements>> DueAsync(string ownerConnection, DateOnly today, int years, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(years, LeastYears);
        await using var connection = new NpgsqlConnection(ownerConnection);
        await connection.OpenAsync(ct);
        var due = new List<MonthOfMovements>();
        foreach (var month in (await MonthsAsync(connection, ct)).Where(m => m.AddMonths(1).AddYears(years) <= today).Order())
        {
            await using var count = new NpgsqlCommand($"select count(*) from {NameOf(month)}", connection) { CommandTimeout = 0 };
            due.Add(new(month, (long)(await count.ExecuteScalarAsync(ct))!));
        }

        return due;
    }

    /// <summary>Destroys the movements of one month. Nothing can bring them back but a backup.</summary>
    public static async Task DestroyAsync(string ownerConnection, MonthOfMovements due, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(ownerConnection);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand($"drop table {NameOf(due.Month)}", connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<List<DateOnly>> MonthsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'transactions'::regclass", connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var months = new List<DateOnly>();
        while (await rows.ReadAsync(ct))
        {
            months.Add(DateOnly.ParseExact(rows.GetString(0)[Prefix.Length..] + "_01", "yyyy_MM_dd", CultureInfo.InvariantCulture));
        }

        return months;
    }

    private static string NameOf(DateOnly month) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{month:yyyy_MM}");
}
