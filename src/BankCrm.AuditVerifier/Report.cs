using System.Diagnostics;

namespace BankCrm.AuditVerifier;

/// <summary>What is told about a trail that is well.</summary>
internal static class Report
{
    private const int LateShown = 20;

    public static void Success(
        TextWriter output, ITrailSource source, TrailCheck check, AnchorReader anchors, AnchorKeys keys, TimeSpan elapsed)
    {
        output.WriteLine(source.IsComplete ? "WELL: the whole trail is in order." : "WELL: this part of the trail is in order.");
        if (check.Sealed > 0)
        {
            Line("entries", $"{check.Sealed:N0}, seq {source.First} through {check.LastSeq}");
            Line("head", Convert.ToHexStringLower(check.Head));
            Line("time covered", $"{Moment.Text(check.FirstAt)} to {Moment.Text(check.LastAt)}");
        }
        else
        {
            Line("entries", "none");
        }

        Line("anchors", anchors.Last is { } last
            ? $"{check.Anchors:N0} within, the file's last is no {last.No} at seq {last.Seq} of {last.Time}; keys {keys.Names}"
            : "none");
        Line("not yet anchored", check.UnanchoredSince is { } since
            ? $"{check.LastSeq - check.Anchored:N0}, seq {check.Anchored + 1} through {check.LastSeq}, sealed since {Moment.Text(since)}"
            : "none");
        Line("not yet sealed", source.IsComplete ? $"{check.Unsealed:N0}" : "not in a part");
        using var process = Process.GetCurrentProcess();
        Line("took", $"{elapsed.TotalSeconds:0.0} s, {process.PeakWorkingSet64 / (1024 * 1024)} MB of memory at most");
        Questions(output, check, anchors);

        void Line(string name, string value) => output.WriteLine($"  {name,-17}{value}");
    }

    private static void Questions(TextWriter output, TrailCheck check, AnchorReader anchors)
    {
        foreach (var late in check.Late.Take(LateShown))
        {
            output.WriteLine(
                $"  ask why: anchor {late.No} vouched for seq {late.From} through {late.Through} only after {Moment.Span(late.Late)}. " +
                "An outage explains it; so does an anchor file that was cut and went on.");
        }

        if (check.Late.Count > LateShown)
        {
            output.WriteLine($"  ask why: {check.Late.Count - LateShown} further anchors came late.");
        }

        if (anchors.Torn > 0)
        {
            output.WriteLine($"  ask why: {anchors.Torn} lines of the anchor file are no anchors; a power cut tears a line, so does a hand.");
        }
    }
}
