using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.Database;

/// <summary>What EF Core wrote down of the migrations it applied, read without it.</summary>
internal static class AppliedMigrations
{
    /// <summary>Whether every migration of this program has been applied. Of a newer program there may be more.</summary>
    public static async Task<bool> AreAllAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var exists = new NpgsqlCommand($"""select to_regclass('"{HistoryRepository.DefaultTableName}"') is not null""", connection);
        if (await exists.ExecuteScalarAsync(ct) is not true)
        {
            return false;
        }

        await using var ask = new NpgsqlCommand(
            $"""select not exists (select unnest(@known) except select "MigrationId" from "{HistoryRepository.DefaultTableName}")""", connection);
        ask.Parameters.AddWithValue("known", Known());
        return await ask.ExecuteScalarAsync(ct) is true;
    }

    private static string[] Known() =>
    [
        .. from type in typeof(AppliedMigrations).Assembly.GetTypes()
           where type.IsSubclassOf(typeof(Migration))
           select type.GetCustomAttribute<MigrationAttribute>()!.Id,
    ];
}
