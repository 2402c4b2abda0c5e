using BankCrm.Application.Platform;

namespace BankCrm.Application.Tests.Platform.PostgresServer;

/// <summary>Whatever dies, and however: the next start has everything that was committed.</summary>
public sealed class PrivatePostgresCrashTests : IDisposable
{
    private readonly ServerHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task A_killed_server_comes_back_with_the_data()
    {
        await using (var first = await home.StartAsync())
        {
            await ServerHome.AskAsync(first.OwnerConnectionString, "create table notes as select 'kept' as text");
            ServerHome.Kill(home.Postmaster);
        }

        await using var second = await home.StartAsync();
        Assert.Equal("kept", await ServerHome.AskAsync(second.OwnerConnectionString, "select text from notes"));
    }

    [Fact]
    public async Task A_server_that_outlived_the_program_and_its_watchdog_is_replaced()
    {
        int left;
        await using (var first = await home.StartAsync())
        {
            await ServerHome.AskAsync(first.OwnerConnectionString, "create table notes as select 'kept' as text");
            left = home.Postmaster;
            ServerHome.Kill(home.Watchdog().Id);
        }

        Assert.True(Directory.Exists($"/proc/{left}"));
        await using var second = await home.StartAsync();
        Assert.NotEqual(left, home.Postmaster);
        Assert.Equal("kept", await ServerHome.AskAsync(second.OwnerConnectionString, "select text from notes"));
    }

    [Fact]
    public async Task A_program_a_watchdog_and_a_server_killed_together_leave_the_data_whole()
    {
        await using (var first = await home.StartAsync())
        {
            await ServerHome.AskAsync(first.OwnerConnectionString, "create table notes as select 'kept' as text");
            ServerHome.Kill(home.Watchdog().Id);
            ServerHome.Kill(home.Postmaster);
        }

        await using var second = await home.StartAsync();
        Assert.Equal("kept", await ServerHome.AskAsync(second.OwnerConnectionString, "select text from notes"));
    }

    [Fact]
    public async Task A_cut_off_initdb_is_begun_again()
    {
        Directory.CreateDirectory(home.Data);
        await File.WriteAllTextAsync(Path.Combine(home.Data, "PG_VERSION"), "15");
        await File.WriteAllTextAsync(Path.Combine(home.Folder, "unfinished"), "");

        await using var server = await home.StartAsync();

        Assert.Equal(1, await ServerHome.AskAsync(server.ApplicationConnectionString, "select 1"));
        Assert.False(File.Exists(Path.Combine(home.Folder, "unfinished")));
    }

    [Fact]
    public async Task Files_that_somebody_else_put_there_are_never_deleted()
    {
        var photo = Path.Combine(home.Data, "photo.jpg");
        Directory.CreateDirectory(home.Data);
        await File.WriteAllTextAsync(photo, "a picture");

        var refused = await Assert.ThrowsAsync<StartUpException>(home.StartAsync);
        await Assert.ThrowsAsync<StartUpException>(home.StartAsync);

        Assert.Equal($"{home.Data} has files in it that are not a database; move them away or set BankCrm__DataDirectory.", refused.Message);
        Assert.Equal("a picture", await File.ReadAllTextAsync(photo));
    }
}
