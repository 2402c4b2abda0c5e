using System.Diagnostics;
using System.Globalization;

namespace BankCrm.Benchmarks.Http;

/// <summary>The bare pages, in a process of their own, so that what they cost can be told from what the client costs.</summary>
internal sealed class FloorProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly int server;

    private FloorProgram(Process process, int server, HttpClient client) => (this.process, this.server, Client) = (process, server, client);

    public HttpClient Client { get; }

    public static async Task<FloorProgram> StartAsync(SampledBank bank)
    {
        var port = ServedProgram.FreePort();
        var info = new ProcessStartInfo("dotnet", [typeof(FloorProgram).Assembly.Location, "floor", port.ToString(CultureInfo.InvariantCulture)]);
        info.Environment["FLOOR_CONNECTION"] = bank.Address;
        var started = Process.Start(info)!;
        var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
        for (var tries = 0; tries < 300; tries++)
        {
            try
            {
                await client.GetStringAsync("/ready");
                break;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        await using var pid = bank.Connection.CreateCommand("select pg_backend_pid()");
        return new(started, ParentOf((int)(await pid.ExecuteScalarAsync())!), client);
    }

    public IReadOnlyList<int> Processes() => [process.Id, server];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    // The server of a backend is its parent.
    private static int ParentOf(int backend)
    {
        var stat = File.ReadAllText($"/proc/{backend}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
