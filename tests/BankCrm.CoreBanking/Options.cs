using System.Globalization;

namespace BankCrm.CoreBanking;

/// <summary>What was asked for on the command line, the environment where that is silent.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> given = new(StringComparer.Ordinal);

    private Options(IReadOnlyList<string> words) => Words = words;

    /// <summary>What is no option: the mode, and what it needs.</summary>
    public IReadOnlyList<string> Words { get; }

    public bool AsksForHelp => given.ContainsKey("help") || Words.Count == 0;

    public Uri Url => new(Of("url", "CORE_CRM_URL") ?? "http://localhost:5000");

    public string ClientId => Needed("client", "CORE_CLIENT_ID");

    public string Secret => Needed("secret", "CORE_CLIENT_SECRET");

    public string Source => Needed("source", "CORE_SOURCE");

    public string Journal => Of("journal", "CORE_JOURNAL") ?? Path.Combine(Path.GetTempPath(), "bankcrm-core-banking");

    /// <summary>Codes of the branches among which customers are spread.</summary>
    public string[] Branches => Needed("branches", "CORE_BRANCHES").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public TimeSpan Patience => TimeSpan.FromSeconds(Number("patience", 300));

    /// <exception cref="UsageException">They make no sense.</exception>
    public static Options Read(string[] args)
    {
        var words = new List<string>();
        var options = new Options(words);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--help" or "-h")
            {
                options.given["help"] = "";
            }
            else if (args[i].StartsWith("--", StringComparison.Ordinal))
            {
                var name = args[i][2..];
                options.given[name] = i + 1 < args.Length ? args[++i] : throw new UsageException($"--{name} needs a value.");
            }
            else
            {
                words.Add(args[i]);
            }
        }

        return options;
    }

    public string? Of(string name, string? variable = null) =>
        given.TryGetValue(name, out var value) ? value : variable is null ? null : Environment.GetEnvironmentVariable(variable);

    public int Number(string name, int usual) => Of(name) is not { } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new UsageException($"--{name} needs a whole number, not {text}.");

    private string Needed(string name, string variable) => Of(name, variable) ?? throw new UsageException($"Say --{name}, or set {variable}.");
}

/// <summary>The command line makes no sense; the message says what to mend.</summary>
internal sealed class UsageException(string message) : Exception(message);
