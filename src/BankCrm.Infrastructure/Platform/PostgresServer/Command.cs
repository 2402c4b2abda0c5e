using System.Diagnostics;
using BankCrm.Application.Platform;

namespace BankCrm.Infrastructure.Platform.PostgresServer;

/// <summary>Another program, run to its end.</summary>
internal static class Command
{
    /// <exception cref="StartUpException">It failed; the message ends with the program's own last words.</exception>
    public static async Task RunAsync(IReadOnlyList<string> command, CancellationToken ct)
    {
        var (exitCode, words) = await TryAsync(command, ct);
        if (exitCode != 0)
        {
            throw new StartUpException($"{NameOf(command)} failed ({exitCode}): {words}");
        }
    }

    /// <summary>Its exit code and the last lines it wrote, joined to one.</summary>
    public static async Task<(int ExitCode, string Words)> TryAsync(
        IReadOnlyList<string> command, CancellationToken ct, string? folder = null)
    {
        using var process = Prepare(command, folder);
        process.StartInfo.RedirectStandardInput = true;
        process.StartInfo.RedirectStandardOutput = true;
        process.StartInfo.RedirectStandardError = true;
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (127, e.Message);
        }

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var error = process.StandardError.ReadToEndAsync(ct);
        try
        {
            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, LastWords($"{await output}\n{await error}"));
    }

    /// <summary>A process of the given command, not started; nothing of our environment tells PostgreSQL where to go.</summary>
    public static Process Prepare(IReadOnlyList<string> command, string? folder = null)
    {
        var info = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            WorkingDirectory = folder ?? (OperatingSystem.IsWindows() ? Path.GetTempPath() : "/"),
        };
        foreach (var name in info.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            info.Environment.Remove(name);
        }

        info.Environment["LC_ALL"] = "C";
        return new Process { StartInfo = info };
    }

    public static string LastWords(string text) => string.Join(" / ", text
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .TakeLast(4));

    private static string NameOf(IReadOnlyList<string> command) =>
        Path.GetFileName(command[Math.Max(0, command.ToList().IndexOf("--") + 1)]);
}
