using BankCrm.Infrastructure.Platform.AuditTrail;
using BankCrm.Testing;
using Npgsql;

namespace BankCrm.Application.Tests.Platform.AuditTrail;

/// <summary>
/// An hour-old trail of forty entries, one a minute, that the real code sealed and anchored at 10, 20 and 30. Each test spoils a copy.
/// </summary>
public sealed class TrailFixture : IAsyncLifetime
{
    public const int Length = 40;

    private readonly string folder = Directory.CreateTempSubdirectory("bankcrm-trail-").FullName;
    private TestDatabase database = null!;
    private int copies;

    public DateTime Began { get; } = Whole(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1));

    public async Task InitializeAsync()
    {
        database = await AuditTables.MakeAsync();
        await using var trail = new TrailCopy(database, folder);
        for (var seq = 1; seq <= Length; seq++)
        {
            var at = Began.AddMinutes(seq - 1);
            var hash = await trail.AppendAsync(Entry(seq, at), at.AddMilliseconds(300));
            if (seq % 10 == 0 && seq < Length)
            {
                trail.Anchors.Append(seq, hash, new DateTimeOffset(at.AddSeconds(2)));
            }
        }
    }

    /// <summary>A copy to spoil.</summary>
    internal async Task<TrailCopy> CopyAsync()
    {
        var number = Interlocked.Increment(ref copies);
        var own = Directory.CreateDirectory(Path.Combine(folder, $"copy{number}")).FullName;
        foreach (var file in Directory.GetFiles(folder))
        {
            File.Copy(file, Path.Combine(own, Path.GetFileName(file)));
        }

        return new(await AuditTables.CopyAsync(database, $"{database.Name}_{number}"), own, dropped: true);
    }

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    internal static StoredEntry Entry(int seq, DateTime at) => new(
        Fmt: 1, Id: Guid.CreateVersion7(new DateTimeOffset(at)), at, "customer.viewed", "ok", Guid.NewGuid(), "张伟", "Teller", Guid.NewGuid(), "a1b2", "10.0.0.7",
        $"c-{seq}", "Customer", Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "counter", "客户在柜台", """{"name":["张伟","张玮"]}""");

    // The database keeps microseconds.
    private static DateTime Whole(DateTime moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond));
}
