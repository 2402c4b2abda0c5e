using System.Diagnostics;
using System.Globalization;

namespace BankCrm.Infrastructure.Platform.PostgresServer;

/// <summary>
/// A shell that stops the server when this process ends, however it ends: its standard input is a pipe from here, and nothing else
/// survives kill -9. It knows the server by its process id, so that it can never stop one that was started later.
/// </summary>
internal sealed class Watchdog : IAsyncDisposable
{
    private const string Script = """
        trap '' INT TERM HUP
        while read -r line; do :; done
        kill -"$2" "$1" 2>/dev/null || exit 0
        tries=600
        while [ $tries -gt 0 ] && [ -f "$3" ] && [ "$(head -n 1 "$3" 2>/dev/null)" = "$1" ]; do
          case "$(cat "/proc/$1/stat" 2>/dev/null)" in *") Z "*) break ;; esac
          sleep 0.1; tries=$((tries - 1))
        done
        [ -z "$4" ] || rm -rf "$4"
        """;

    private readonly Process process;

    private Watchdog(Process process) => this.process = process;

    /// <param name="deleteAfterwards">The folder of a throw-away server; null keeps it.</param>
    public static Watchdog? Start(int server, string pidFile, string? deleteAfterwards)
    {
        if (OperatingSystem.IsWindows())
        {
            return null; // no shell: a server that is left over is stopped by the next start
        }

        var signal = deleteAfterwards is null ? "INT" : "QUIT"; // fast, or at once
        var shell = Command.Prepare(["/bin/sh", "-c", Script, "bankcrm-watchdog",
            server.ToString(CultureInfo.InvariantCulture), signal, pidFile, deleteAfterwards ?? ""]);
        shell.StartInfo.RedirectStandardInput = true;
        shell.Start();
        return new(shell);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            // It was killed, or the server takes its time: the next start sees to it.
        }

        process.Dispose();
    }
}
