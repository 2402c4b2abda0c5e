using System.Globalization;
using System.Text.RegularExpressions;
using BankCrm.Application.Platform;

namespace BankCrm.Infrastructure.Platform.PostgresServer;

/// <summary>The folder with initdb, pg_ctl and postgres.</summary>
internal sealed partial record PostgresPrograms(string Folder)
{
    public const int OldestVersion = 15;

    private static readonly string Ending = OperatingSystem.IsWindows() ? ".exe" : "";

    public string InitDb => Path.Combine(Folder, "initdb" + Ending);
    public string PgCtl => Path.Combine(Folder, "pg_ctl" + Ending);
    public string Postgres => Path.Combine(Folder, "postgres" + Ending);

    private bool IsComplete => File.Exists(InitDb) && File.Exists(PgCtl) && File.Exists(Postgres);

    /// <summary>The newest programs that fit; those of exactly <paramref name="version"/> where data of that version exists.</summary>
    /// <exception cref="StartUpException">There are none.</exception>
    public static async Task<PostgresPrograms> FindAsync(PrivatePostgresOptions options, int? version, CancellationToken ct)
    {
        var told = options.Programs ?? (options.UseInstalledPrograms ? Environment.GetEnvironmentVariable("BANKCRM_PG_BIN") : null);
        if (!string.IsNullOrWhiteSpace(told) && !new PostgresPrograms(told).IsComplete)
        {
            throw new StartUpException($"{told} has no initdb, pg_ctl and postgres: mend BANKCRM_PG_BIN or unset it.");
        }

        List<int> others = [];
        foreach (var folder in string.IsNullOrWhiteSpace(told) ? Installed(options) : [told])
        {
            var programs = new PostgresPrograms(folder);
            if (!programs.IsComplete || await programs.VersionAsync(ct) is not { } found)
            {
                continue;
            }

            if (found == version || (version is null && found >= OldestVersion))
            {
                return programs;
            }

            others.Add(found);
        }

        if (options.NpmFolder is not null && string.IsNullOrWhiteSpace(told)
            && await PostgresFromNpm.InstallAsync(options.NpmFolder, options.Say, ct) is { } fetched)
        {
            var found = await fetched.VersionAsync(ct);
            if (version is null || found == version)
            {
                return fetched;
            }

            others.Add(found ?? 0);
        }

        throw new StartUpException(version is null || others.Count == 0
            ? HowToInstall(version)
            : $"The data in {options.Folder} was made by PostgreSQL {version}, but only {string.Join(" and ", others.Distinct())} is here: "
                + $"{HowToInstall(version)} Or move that folder away to begin with an empty bank.");
    }

    private async Task<int?> VersionAsync(CancellationToken ct)
    {
        var (_, words) = await Command.TryAsync([Postgres, "--version"], ct);
        return MajorVersion().Match(words) is { Success: true } m ? int.Parse(m.Groups["major"].Value, CultureInfo.InvariantCulture) : null;
    }

    private static IEnumerable<string> Installed(PrivatePostgresOptions options)
    {
        if (!options.UseInstalledPrograms)
        {
            return [];
        }

        string[] patterns = OperatingSystem.IsWindows()
            ? [@"C:\Program Files\PostgreSQL\*\bin"]
            : ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin",
                "/Applications/Postgres.app/Contents/Versions/*/bin", "/usr/local/pgsql/bin", "/usr/libexec/postgresql*"];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return path.Concat(patterns.SelectMany(Expand));
    }

    // The folders that the pattern's one star stands for, the newest version first.
    private static IEnumerable<string> Expand(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return [pattern];
        }

        var start = pattern.LastIndexOfAny(['/', '\\'], star);
        var end = pattern.IndexOfAny(['/', '\\'], star);
        var (parent, name, rest) = end < 0
            ? (pattern[..start], pattern[(start + 1)..], "")
            : (pattern[..start], pattern[(start + 1)..end], pattern[(end + 1)..]);
        return Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, name).OrderByDescending(NumberIn).Select(d => Path.Combine(d, rest))
            : [];
    }

    private static decimal NumberIn(string folder) =>
        decimal.TryParse(AnyNumber().Match(Path.GetFileName(folder)).Value, CultureInfo.InvariantCulture, out var n) ? n : 0;

    private static string HowToInstall(int? version)
    {
        var wanted = version?.ToString(CultureInfo.InvariantCulture);
        return $"No PostgreSQL {wanted ?? OldestVersion + " or later"} server programs were found. Install them "
            + $"(Debian, Ubuntu: apt-get install postgresql{(wanted is null ? "" : "-" + wanted)}; Red Hat: dnf install postgresql-server; "
            + $"macOS: brew install postgresql@{wanted ?? "17"}; Windows: winget install PostgreSQL.PostgreSQL.{wanted ?? "17"}), "
            + "or set BANKCRM_PG_BIN to the folder that has initdb and pg_ctl, or set ConnectionStrings__BankCrm to a server that runs already.";
    }

    [GeneratedRegex(@"PostgreSQL\) (?<major>\d+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MajorVersion();

    [GeneratedRegex(@"\d+(\.\d+)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AnyNumber();
}
