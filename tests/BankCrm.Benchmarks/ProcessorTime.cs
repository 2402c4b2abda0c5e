using System.Globalization;

namespace BankCrm.Benchmarks;

/// <summary>What the kernel charged to processes. Zero where there is no /proc.</summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100;

    /// <summary>User and system time of the processes and all that descend from them.</summary>
    public static TimeSpan Of(IReadOnlyList<int> roots)
    {
        var all = Stats().ToList();
        var wanted = roots.ToHashSet();
        for (var before = 0; before != wanted.Count;)
        {
            before = wanted.Count;
            wanted.UnionWith(all.Where(p => wanted.Contains(p.Parent)).Select(p => p.Id));
        }

        return TimeSpan.FromSeconds(all.Where(p => wanted.Contains(p.Id)).Sum(p => p.Ticks) / TicksPerSecond);
    }

    private static IEnumerable<(int Id, int Parent, long Ticks)> Stats()
    {
        foreach (var folder in Directory.Exists("/proc") ? Directory.EnumerateDirectories("/proc") : [])
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
            {
                continue;
            }

            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                continue; // it has ended
            }

            // After the name in brackets: state, parent, …; user and system time are the 12th and 13th of these, of ended children the next two.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            yield return (id, int.Parse(fields[1], CultureInfo.InvariantCulture), fields[11..15].Sum(f => long.Parse(f, CultureInfo.InvariantCulture)));
        }
    }
}
