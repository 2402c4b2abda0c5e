using System.Diagnostics;
using System.Globalization;

namespace BankCrm.Benchmarks.Population;

/// <summary>What a server and its processes have used, those that ended included. Zero where there is no /proc.</summary>
internal static class ProcessorTime
{
    private const double TicksOfSecond = 100;
    private const int Parent = 1; // fields of /proc/PID/stat after the name
    private const int UserTime = 11;
    private const int SystemTimeOfEnded = 14;

    public static TimeSpan OfTree(int root) => TimeSpan.FromSeconds(Process.GetProcesses()
        .Where(p => p.ProcessName.StartsWith("postgres", StringComparison.Ordinal)) // and what it says it is doing
        .Select(p => (p.Id, Fields: Fields(p.Id)))
        .Where(p => p.Fields.Length > SystemTimeOfEnded && (p.Id == root || Number(p.Fields[Parent]) == root))
        .Sum(p => p.Fields[UserTime..(SystemTimeOfEnded + 1)].Sum(Number)) / TicksOfSecond);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string[] Fields(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return []; // it has ended meanwhile
        }
    }
}
