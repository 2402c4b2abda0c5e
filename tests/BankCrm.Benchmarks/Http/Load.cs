using System.Collections.Concurrent;
using System.Diagnostics;

namespace BankCrm.Benchmarks.Http;

/// <summary>What one load showed. Times in milliseconds.</summary>
/// <param name="Cpu">Processor time a request, of program and database.</param>
internal sealed record Measured(double P50, double P95, double P99, double PerSecond, double Cpu, long Bytes, int Failures);

internal static class Load
{
    /// <summary>So that what is measured runs as compiled for good, with pages and plans in memory.</summary>
    public static Task WarmUpAsync(HttpClient http, Func<int, HttpRequestMessage> request, int count) => SendAsync(http, request, count, users: 4, []);

    public static async Task<Measured> RunAsync(
        HttpClient http, Func<int, HttpRequestMessage> request, int count, int users, IReadOnlyList<int> processes)
    {
        var times = new ConcurrentBag<(double Milliseconds, long Bytes, bool IsWell)>();
        var cpu = ProcessorTime.Of(processes);
        var start = Stopwatch.GetTimestamp();
        await SendAsync(http, request, count, users, times);
        var elapsed = Stopwatch.GetElapsedTime(start);
        var used = ProcessorTime.Of(processes) - cpu;

        var sorted = times.Select(t => t.Milliseconds).Order().ToList();
        return new(
            sorted[sorted.Count / 2], sorted[(int)(sorted.Count * 0.95)], sorted[(int)(sorted.Count * 0.99)], count / elapsed.TotalSeconds,
            used.TotalMilliseconds / count, (long)times.Average(t => t.Bytes), times.Count(t => !t.IsWell));
    }

    private static Task SendAsync(
        HttpClient http, Func<int, HttpRequestMessage> request, int count, int users, ConcurrentBag<(double, long, bool)> times)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, users).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                using var message = request(i);
                var start = Stopwatch.GetTimestamp();
                using var response = await http.SendAsync(message);
                var body = await response.Content.ReadAsByteArrayAsync();
                times.Add((Stopwatch.GetElapsedTime(start).TotalMilliseconds, body.Length, (int)response.StatusCode < 400));
            }
        }));
    }
}
