using System.Collections.Concurrent;
using BankCrm.Domain.Accounts.Transactions;
using Npgsql;

namespace BankCrm.Infrastructure.Accounts.Intake;

/// <summary>Sees to it that the tables of the months are there, in a transaction of its own: once made they stay, whatever becomes of the movements.</summary>
internal sealed class MonthTables(NpgsqlDataSource database)
{
    private readonly ConcurrentDictionary<DateOnly, bool> made = new();

    public async Task EnsureAsync(IEnumerable<DateOnly> days, CancellationToken ct)
    {
        DateOnly[] missing = [.. days.Select(AccountMonth.FirstDayOf).Distinct().Where(m => !made.ContainsKey(m)).Order()];
        if (missing.Length == 0)
        {
            return;
        }

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand("select ensure_transaction_months($1)", connection) { Parameters = { new() { Value = missing } } };
        await command.ExecuteNonQueryAsync(ct);
        foreach (var month in missing)
        {
            made[month] = true;
        }
    }
}
