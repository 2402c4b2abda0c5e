using System.Globalization;

namespace BankCrm.Benchmarks.Http;

/// <summary>Prints a line as soon as it is known.</summary>
internal static class Table
{
    public static void Begin() => Console.WriteLine(
        $"{"what",-18} {"users",5} {"p50 ms",8} {"p95 ms",8} {"p99 ms",8} {"req/s",8} {"CPU ms",8} {"KB",6} {"bare p50",9} {"bare CPU",9} {"ratio",6}");

    public static void Add(Scenario scenario, int users, Measured real, Measured? bare) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{scenario.Name,-18} {users,5} {real.P50,8:0.00} {real.P95,8:0.00} {real.P99,8:0.00} {real.PerSecond,8:0} {real.Cpu,8:0.00} {real.Bytes / 1024.0,6:0.0} "
        + $"{bare?.P50,9:0.00} {bare?.Cpu,9:0.00} {real.P50 / bare?.P50,6:0.0}{(real.Failures + (bare?.Failures ?? 0) is > 0 and var failures ? $"  {failures} FAILED" : "")}"));
}
