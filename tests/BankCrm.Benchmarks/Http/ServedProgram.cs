using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BankCrm.Benchmarks.Http;

/// <summary>The program itself, as built for release, on a data directory; stopped at the end.</summary>
internal sealed class ServedProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly string data;

    private ServedProgram(Process process, string data, Uri address) => (this.process, this.data, Address) = (process, data, address);

    public Uri Address { get; }

    /// <param name="settings">Beside the usual ones: names of environment variables and their values.</param>
    public static async Task<ServedProgram> StartAsync(string data, IReadOnlyDictionary<string, string>? settings = null)
    {
        var address = new Uri($"http://localhost:{FreePort()}");
        var program = Repository.Path("src", "BankCrm.Web", "bin", "Release", "net10.0", "BankCrm.Web.dll");
        if (!File.Exists(program))
        {
            throw new FileNotFoundException("Build it first: dotnet build -c Release src/BankCrm.Web", program);
        }

        var info = new ProcessStartInfo("dotnet", [program, "--urls", address.ToString()])
        {
            WorkingDirectory = Repository.Path("src", "BankCrm.Web"),
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Benchmark";
        info.Environment["BankCrm__DataDirectory"] = data;
        foreach (var limit in new[] { "Pages", "Searches", "Suggestions", "CustomerViews" })
        {
            info.Environment[$"BankCrm__Limits__{limit}"] = "100000000"; // one user does here what a thousand do in a day
        }

        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            info.Environment[name] = value;
        }

        var started = Process.Start(info)!;
        started.OutputDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        using var http = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var ready = await http.GetAsync(new Uri(address, "/health/ready"));
                if (ready.IsSuccessStatusCode)
                {
                    return new(started, data, address);
                }
            }
            catch (HttpRequestException)
            {
                // not yet
            }

            if (started.HasExited || tries > 600)
            {
                throw new InvalidOperationException("The program did not start.");
            }

            await Task.Delay(100);
        }
    }

    public int Id => process.Id;

    /// <summary>The program, and the server of its database.</summary>
    public IReadOnlyList<int> Processes() =>
        [Id, int.Parse(File.ReadLines(Path.Combine(data, "postgres", "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture)];

    public long ResidentMegabytes()
    {
        process.Refresh();
        return process.WorkingSet64 / 1024 / 1024;
    }

    /// <summary>Ends it as a loss of power would.</summary>
    public async Task KillAsync()
    {
        process.Kill(); // kill -9
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process.HasExited)
        {
            process.Dispose();
            return;
        }

        using (var term = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await term.WaitForExitAsync();
        }

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        process.Dispose();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
