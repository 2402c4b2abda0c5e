using BankCrm.Application.Platform;
using BankCrm.Infrastructure.Platform.PostgresServer;

namespace BankCrm.Application.Tests.Platform.PostgresServer;

/// <summary>What the operator reads where it cannot run: one line that says what to do.</summary>
public sealed class PostgresProgramsTests : IDisposable
{
    private readonly ServerHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task No_programs_at_all_says_how_to_get_them()
    {
        var message = await RefusalAsync(home.Options with { UseInstalledPrograms = false, NpmFolder = null });

        Assert.StartsWith("No PostgreSQL 15 or later server programs were found. Install them (", message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__BankCrm", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_the_programs_is_named()
    {
        var message = await RefusalAsync(home.Options with { Programs = "/usr/share" });

        Assert.Equal("/usr/share has no initdb, pg_ctl and postgres: mend BANKCRM_PG_BIN or unset it.", message);
    }

    [Fact]
    public async Task Data_of_another_version_is_left_alone()
    {
        Directory.CreateDirectory(home.Data);
        await File.WriteAllTextAsync(Path.Combine(home.Data, "PG_VERSION"), "9");

        var message = await RefusalAsync(home.Options with { NpmFolder = null });

        Assert.Contains($"The data in {home.Folder} was made by PostgreSQL 9", message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(home.Data, "PG_VERSION")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        await File.WriteAllTextAsync(home.Folder + ".txt", "");
        var below = Path.Combine(home.Folder + ".txt", "bank");

        var message = await RefusalAsync(home.Options with { Folder = below });

        File.Delete(home.Folder + ".txt");
        Assert.StartsWith($"The data directory {below} cannot be written", message, StringComparison.Ordinal);
    }

    private static async Task<string> RefusalAsync(PrivatePostgresOptions options)
    {
        var refused = await Assert.ThrowsAsync<StartUpException>(() => PrivatePostgres.StartAsync(options, CancellationToken.None));
        Assert.DoesNotContain('\n', refused.Message);
        return refused.Message;
    }
}
