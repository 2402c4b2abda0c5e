using System.Globalization;
using System.Text;

namespace BankCrm.Testing;

/// <summary>
/// A made-up list of calls in order of time, with what real ones have: a column that is known only afterwards, 999 for never, words for not known, shares that rise as time goes on,
/// and outcomes that depend on some columns and not on others.
/// </summary>
public static class MadeUpHistory
{
    private static readonly string[] Jobs = ["clerk", "worker", "retired", "student", "unknown"];
    private static readonly double[] OfJobs = [0, -0.5, 0.7, 0.9, -0.1];
    private static readonly string[] Channels = ["cellular", "telephone"];

    public static string Header(bool isLeaking) => isLeaking ? "customer;age;job;balance;channel;pdays;duration;rate3m;answer" : "customer;age;job;balance;channel;pdays;rate3m;answer";

    /// <param name="isLeaking">With how long the call took.</param>
    /// <param name="customer">How the customer of a row is numbered.</param>
    public static string Csv(int rows, ulong seed, bool isLeaking = true, Func<int, string>? customer = null)
    {
        var csv = new StringBuilder(Header(isLeaking)).Append('\n');
        foreach (var cells in Rows(rows, seed, isLeaking, customer ?? (i => string.Create(CultureInfo.InvariantCulture, $"MU{i:000000}"))))
        {
            csv.AppendJoin(';', cells).Append('\n');
        }

        return csv.ToString();
    }

    public static IEnumerable<string[]> Rows(int rows, ulong seed, bool isLeaking, Func<int, string> customer)
    {
        for (var i = 0; i < rows; i++)
        {
            var dice = new Draws(seed, (ulong)i);
            var time = i / (double)rows;
            var (age, job, channel) = (18 + (int)(dice.Next() * 60), (int)(dice.Next() * Jobs.Length), dice.Next() < 0.4 + (0.5 * time) ? 0 : 1);
            var balance = dice.Next() < 0.2 ? 0 : (int)Math.Exp(4 + (5 * dice.Next()));
            var days = dice.Next() < 0.1 ? 1 + (int)(dice.Next() * 25) : 999;
            var odds = -2.4 + OfJobs[job] + (Math.Abs(age - 45) / 18.0) + (channel == 0 ? 0.5 : 0) + (days < 999 ? 1.3 : 0) + (0.12 * Math.Log(1 + balance)) - 0.4 + (1.2 * time);
            var came = dice.Next() < 1 / (1 + Math.Exp(-odds + 0.9));
            var seconds = (int)(-Math.Log(1 - dice.Next()) * (came ? 520 : 200)) + (came ? 70 : 0);
            List<string> cells = [customer(i), Text(age), Jobs[job], Text(balance), Channels[channel], Text(days)];
            if (isLeaking)
            {
                cells.Add(Text(seconds));
            }

            cells.AddRange([(4.8 - (4 * time) + (0.05 * dice.Next())).ToString("0.000", CultureInfo.InvariantCulture), came ? "yes" : "no"]);
            yield return [.. cells];
        }
    }

    private static string Text(int figure) => figure.ToString(CultureInfo.InvariantCulture);

    /// <summary>Drawn by the seed, the same on every machine (SplitMix64).</summary>
    private sealed class Draws(ulong seed, ulong row)
    {
        private ulong state = (seed * 0xD1342543DE82EF95) + (row * 0x2545F4914F6CDD1D);

        public double Next()
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) / (double)(1UL << 53);
        }
    }
}
