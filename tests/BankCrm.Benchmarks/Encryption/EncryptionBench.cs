using System.Diagnostics;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Infrastructure.Platform.Encryption;

namespace BankCrm.Benchmarks.Encryption;

/// <summary>
/// What sealing, opening and looking up cost, on one thread: the median of many short rounds, and the best, which other programs
/// on the machine did not disturb.
/// </summary>
internal static class EncryptionBench
{
    private const string Column = "contact_points.value";
    private const string Phone = "13800138000";
    private const int RoundSize = 100; // short enough to fit between two turns of other programs

    public static Task RunAsync(string[] args)
    {
        var count = args is [var first, ..] ? int.Parse(first, System.Globalization.CultureInfo.InvariantCulture) : 100_000;
        var content = KeyRingContent.Make(TimeProvider.System.GetUtcNow());
        var ring = new KeyRing(content, () => content);
        var vault = new CustomerVault(ring);
        var columns = new ColumnCipher(ring);
        var index = new BlindIndex(ring);

        var row = Guid.CreateVersion7();
        var customers = Enumerable.Range(0, 1000).Select(_ => vault.Create(Guid.CreateVersion7())).ToArray();
        var values = customers.Select(c => c.Cipher.Seal(Column, row, Phone)).ToArray();
        var seed = columns.Seal("sign_ins.authenticator_seed", row, "JBSWY3DPEHPK3PXP");
        var cipher = customers[0].Cipher;

        Measure("make a customer's key", count, _ => Free(vault.Create(row).Cipher));
        Measure("unwrap a key and open one value", count, i =>
        {
            var (key, at) = (customers[i % customers.Length].Key, i % customers.Length);
            var one = vault.Open(key.CustomerId, key.Wrapped);
            one.Open(Column, row, values[at]);
            Free(one);
        });
        Measure("the same, left to the collector", count, i =>
        {
            var (key, at) = (customers[i % customers.Length].Key, i % customers.Length);
            vault.Open(key.CustomerId, key.Wrapped).Open(Column, row, values[at]);
        });
        Measure("seal a value", count, _ => cipher.Seal(Column, row, Phone));
        Measure("open a value", count, _ => cipher.Open(Column, row, values[0]));
        Measure("open a value without a customer", count, _ => columns.Open("sign_ins.authenticator_seed", row, seed));
        Measure("blind index", count, _ => index.Of("contact_points.lookup", Phone));
        return Task.CompletedTask;
    }

    private static void Free(ICustomerCipher cipher) => ((IDisposable)cipher).Dispose();

    private static void Measure(string what, int count, Action<int> run)
    {
        var rounds = new double[Math.Max(1, count / RoundSize)];
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < rounds.Length; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < RoundSize; i++)
            {
                run((round * RoundSize) + i);
            }

            rounds[round] = watch.Elapsed.TotalMicroseconds / RoundSize;
        }

        bytes = (GC.GetAllocatedBytesForCurrentThread() - bytes) / RoundSize / rounds.Length;
        Array.Sort(rounds);
        Console.WriteLine($"{what,-34} {rounds[rounds.Length / 2],6:f2} µs, best {rounds[0],6:f2} µs {bytes,5} bytes, {count} times");
    }
}
