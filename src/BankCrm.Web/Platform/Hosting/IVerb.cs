namespace BankCrm.Web.Platform.Hosting;

/// <summary>Something the program does from the command line instead of serving. Found, not listed.</summary>
internal interface IVerb
{
    /// <summary>As typed: "migrate", "seed population".</summary>
    string Name { get; }

    /// <summary>One line for the list of verbs.</summary>
    string Summary { get; }

    /// <summary>All that --help says after the first line.</summary>
    string Usage { get; }

    /// <summary>False: it works with settings and files alone; no database is opened for it.</summary>
    bool NeedsBank => true;

    /// <summary>The exit code: 0 done, 1 refused or found wanting, 2 wrong arguments.</summary>
    Task<int> RunAsync(VerbContext context, CancellationToken ct);
}

/// <param name="Words">What follows the verb and is no option.</param>
/// <param name="Options">--name value, or --name alone (empty).</param>
internal sealed record VerbContext(
    IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Options, IServiceProvider Services, BankDatabase Database)
{
    /// <exception cref="VerbException">It is missing.</exception>
    public string Needed(string option) => Options.TryGetValue(option, out var value) && value.Length > 0
        ? value
        : throw new VerbException($"--{option} is missing.");

    public string? Given(string option) => Options.TryGetValue(option, out var value) && value.Length > 0 ? value : null;

    /// <exception cref="VerbException">It is no number in the range.</exception>
    public int Number(string option, int otherwise, int from, int through) => Given(option) is not { } text ? otherwise
        : int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= from && number <= through ? number
        : throw new VerbException($"--{option} is a number from {from} through {through}.");
}

/// <summary>The command line was not understood; the message says what was meant.</summary>
internal sealed class VerbException(string message) : Exception(message);
