using BankCrm.Application.Platform;
using BankCrm.Infrastructure.Platform.PostgresServer;

namespace BankCrm.Application.Tests.Platform.PostgresServer;

public sealed class PrivatePostgresTests : IDisposable
{
    private readonly ServerHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task A_second_start_finds_what_the_first_has_stored_and_stopping_ends_the_server()
    {
        await using (var first = await home.StartAsync())
        {
            await ServerHome.AskAsync(first.OwnerConnectionString, "create table notes as select 'kept' as text");
        }

        Assert.False(File.Exists(Path.Combine(home.Data, "postmaster.pid")));
        await using var second = await home.StartAsync();
        Assert.Equal("kept", await ServerHome.AskAsync(second.OwnerConnectionString, "select text from notes"));
    }

    [Fact]
    public async Task A_second_program_is_kept_out_of_the_folder()
    {
        await using var first = await home.StartAsync();

        var refused = await Assert.ThrowsAsync<StartUpException>(home.StartAsync);

        Assert.Equal($"Another BankCrm is using {home.Folder}; stop it or set BankCrm__DataDirectory.", refused.Message);
        Assert.Equal(1, await ServerHome.AskAsync(first.ApplicationConnectionString, "select 1"));
    }

    [Fact]
    public async Task Passwords_are_for_their_owner_only_and_no_other_computer_is_answered()
    {
        await using var server = await home.StartAsync();

        var listens = await ServerHome.AskAsync(server.OwnerConnectionString, "show listen_addresses");

        Assert.Equal("127.0.0.1", listens);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.GetFiles(home.Folder, "password*"))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public async Task Another_program_on_the_port_costs_a_second_try()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var taken = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;
        var ports = new Queue<int>([taken, home.Options.NextPort()]);

        await using var server = await PrivatePostgres.StartAsync(home.Options with { NextPort = ports.Dequeue }, CancellationToken.None);

        Assert.Empty(ports);
        Assert.Equal(1, await ServerHome.AskAsync(server.ApplicationConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_throw_away_server_takes_its_folder_with_it()
    {
        await using (await PrivatePostgres.StartAsync(home.Options with { Throwaway = true }, CancellationToken.None))
        {
            Assert.True(Directory.Exists(home.Data));
        }

        Assert.Equal(OperatingSystem.IsWindows(), Directory.Exists(home.Data));
    }
}
