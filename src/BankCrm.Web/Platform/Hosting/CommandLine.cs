using BankCrm.Application.Platform;
using BankCrm.Domain.Common;

namespace BankCrm.Web.Platform.Hosting;

/// <summary>Tells a verb from the settings of the server: <c>migrate</c>, <c>seed population --customers 1000</c>, <c>--urls http://…</c>.</summary>
internal sealed class CommandLine
{
    private static readonly IReadOnlyList<IVerb> Verbs =
    [
        .. typeof(CommandLine).Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IVerb)))
            .Select(t => (IVerb)Activator.CreateInstance(t)!)
            .OrderBy(v => v.Name, StringComparer.Ordinal),
    ];

    private CommandLine(IVerb? verb, IReadOnlyList<string> words, IReadOnlyDictionary<string, string> options, bool wantsHelp) =>
        (Verb, Words, Options, WantsHelp) = (verb, words, options, wantsHelp);

    /// <summary>Null: serve.</summary>
    public IVerb? Verb { get; }

    private IReadOnlyList<string> Words { get; }
    private IReadOnlyDictionary<string, string> Options { get; }
    private bool WantsHelp { get; }

    /// <exception cref="VerbException">The first word is no verb.</exception>
    public static CommandLine Read(string[] args)
    {
        var words = new List<string>();
        var options = new Dictionary<string, string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(args[i]);
            }
            else if (args[i].IndexOf('=', StringComparison.Ordinal) is > 0 and var sign)
            {
                options[args[i][2..sign]] = args[i][(sign + 1)..];
            }
            else
            {
                var hasValue = i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal);
                options[args[i][2..]] = hasValue ? args[++i] : "";
            }
        }

        var line = string.Join(' ', words);
        var verb = Verbs.Where(v => line == v.Name || line.StartsWith(v.Name + " ", StringComparison.Ordinal)).MaxBy(v => v.Name.Length);
        if (verb is null && words.Count > 0)
        {
            throw new VerbException($"'{line}' is no verb. --help lists them.");
        }

        return new(verb, [.. words.Skip(verb?.Name.Split(' ').Length ?? 0)], options, options.ContainsKey("help"));
    }

    /// <summary>True: help was asked for and given.</summary>
    public bool TryHelp()
    {
        if (!WantsHelp)
        {
            return false;
        }

        Console.WriteLine(Verb is null
            ? "BankCrm serves at http://localhost:5080 (--urls for another address), or does one of these:\n\n"
                + string.Join('\n', Verbs.Select(v => $"  {v.Name,-20} {v.Summary}"))
                + "\n\nVERB --help tells more. Settings: docs/configuration.md."
            : $"{Verb.Name}: {Verb.Summary}\n\n{Verb.Usage}");
        return true;
    }

    /// <summary>Runs the verb; what the operator did wrong comes back as one line.</summary>
    public async Task<int> RunAsync(IServiceProvider services, BankDatabase database, CancellationToken ct)
    {
        try
        {
            return await Verb!.RunAsync(new(Words, Options, services, database), ct);
        }
        catch (VerbException e)
        {
            return Say($"{e.Message} ({Verb!.Name} --help tells more.)", 2);
        }
        catch (RefusedException e)
        {
            return Say(string.Format(System.Globalization.CultureInfo.InvariantCulture, e.Message, e.Args), 1);
        }
        catch (StartUpException e)
        {
            return Say(e.Message, 1);
        }
        catch (FluentValidation.ValidationException e)
        {
            return Say(string.Join(' ', e.Errors.Select(f => f.ErrorMessage)), 1);
        }
        catch (OperationCanceledException)
        {
            return Say("Cancelled.", 1);
        }
    }

    public static int Say(string line, int exitCode)
    {
        Console.Error.WriteLine(line);
        return exitCode;
    }
}
