using System.Diagnostics;
using System.Security;
using Npgsql;

namespace BankCrm.AuditVerifier;

/// <summary>The program: reads its arguments, checks the trail and says what it found.</summary>
internal static class Verifier
{
    public const int Well = 0;
    public const int Altered = 1;
    public const int Unusable = 2;

    public static int Main(string[] args) => Run(args, Console.Out, Console.Error);

    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        if (args.Count == 0 || args.Contains("--help") || args.Contains("-h"))
        {
            output.WriteLine(Options.Help);
            return args.Count == 0 ? Unusable : Well;
        }

        try
        {
            return Check(Options.Parse(args), output);
        }
        catch (Exception e) when (e is UnusableException or IOException or InvalidDataException or UnauthorizedAccessException or SecurityException
            or NpgsqlException or NotSupportedException)
        {
            errors.WriteLine($"NOT CHECKED: {e.Message}");
            return Unusable;
        }
    }

    private static int Check(Options options, TextWriter output)
    {
        var start = Stopwatch.GetTimestamp();
        using var keys = new AnchorKeys(options.Keys);
        using var anchors = new AnchorReader(options.Anchors, keys);
        using ITrailSource source = options.Bundle is { } bundle ? BundleSource.Open(bundle) : DatabaseSource.Open(options.Connection!);
        using var check = new TrailCheck(source, anchors);

        var finding = check.Run();
        if (finding is null && options.Strict && check.Late is [var late, ..])
        {
            finding = new(late.From, $"anchor {late.No} came {Moment.Span(late.Late)} after it began to be due");
        }

        if (finding is null)
        {
            Report.Success(output, source, check, anchors, keys, Stopwatch.GetElapsedTime(start));
            return Well;
        }

        output.WriteLine(finding.Seq is { } seq ? $"ALTERED: first bad seq {seq}: {finding.What}." : $"ALTERED: {finding.What}.");
        output.WriteLine($"{check.Sealed:N0} entries before that were in order; anchors vouch for them through seq {check.Anchored}.");
        return Altered;
    }
}
