using BankCrm.Application.Common;
using BankCrm.Application.DataQuality;
using BankCrm.Application.DataQuality.Duplicates;
using BankCrm.Domain.DataQuality.Duplicates;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.DataQuality.Duplicates;

/// <summary>
/// Takes a sweep and brings it to its end. Every customer is opened once to find out whom they meet, and once more with each they meet.
/// What was interrupted begins anew; pairs that an earlier sweep found are forgotten only when this one has made its last comparison.
/// </summary>
internal sealed partial class SweepRunner(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SweepRunner> log) : IJob
{
    private const int ChunkSize = 2000;
    private const int PairsAtOnce = 1000;
    private const int KeysOfOne = 16;

    /// <summary>Keys held at once, of eight bytes each; more customers are read in several passes.</summary>
    private const int MostKeys = 16_000_000;

    private readonly string worker = JobScopes.NewWorker();

    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether there was one.</summary>
    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        if (await AsSystemAsync(db => SweepSql.LeaseAsync(db, worker, ct)) is not { } sweep)
        {
            return false;
        }

        try
        {
            await SweepAsync(sweep, ct);
            await EndAsync(sweep, failed: false);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await AsSystemAsync(async db =>
            {
                await SweepSql.ReleaseAsync(db, sweep, worker, CancellationToken.None);
                return true;
            });
            throw;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e, sweep);
            await EndAsync(sweep, failed: true);
        }

        return true;
    }

    private async Task SweepAsync(Guid sweep, CancellationToken ct)
    {
        var ids = await AsSystemAsync(db => db.Customers.OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(ct));
        var passes = (int)(((long)ids.Count * KeysOfOne / MostKeys) + 1);
        var counts = (Customers: ids.Count * passes, Read: 0, Pairs: 0, Compared: 0, Found: 0);
        var pairs = new MeetingPairs();
        for (var pass = 0; pass < passes; pass++)
        {
            var blocks = new Blocks((int)Math.Min(MostKeys, (long)ids.Count * KeysOfOne / passes));
            for (var start = 0; start < ids.Count; start += ChunkSize)
            {
                var chunk = ids.GetRange(start, Math.Min(ChunkSize, ids.Count - start));
                foreach (var (id, facts) in await FactsAsync(chunk, ct))
                {
                    blocks.Add(start + chunk.BinarySearch(id, PostgresOrder.Instance), facts, pass, passes);
                }

                counts.Read += chunk.Count;
                if (!await TellAsync(sweep, counts, [], ct))
                {
                    return;
                }
            }

            blocks.MeetIn(pairs);
        }

        var toCompare = pairs.ToCompare();
        counts.Pairs = toCompare.Count;
        foreach (var some in toCompare.Chunk(PairsAtOnce))
        {
            var facts = (await FactsAsync([.. some.SelectMany(p => new[] { ids[p.First], ids[p.Second] }).Distinct()], ct)).ToDictionary(f => f.Id, f => f.Facts);
            var found = some
                .Select(p => (First: ids[p.First], Second: ids[p.Second]))
                .Where(p => facts.ContainsKey(p.First) && facts.ContainsKey(p.Second)) // gone in the meantime
                .Select(p => new FoundPair(p.First, p.Second, Resemblance.Of(facts[p.First], facts[p.Second])))
                .Where(p => p.Resemblance.IsLikely)
                .ToList();
            counts.Compared += some.Length;
            counts.Found += found.Count;
            if (!await TellAsync(sweep, counts, found, ct))
            {
                return;
            }
        }

        await AsSystemAsync(async db =>
        {
            await SweepSql.ForgetOthersAsync(db, sweep, ct);
            return true;
        });
    }

    private Task<bool> TellAsync(
        Guid sweep, (int Customers, int Read, int Pairs, int Compared, int Found) counts, IReadOnlyList<FoundPair> found, CancellationToken ct) =>
        AsSystemAsync(async db =>
        {
            await SweepSql.KeepAsync(db, sweep, clock.GetUtcNow(), found, ct);
            return await SweepSql.TellAsync(db, sweep, worker, counts, ct);
        });

    private async Task<List<(Guid Id, PersonFacts Facts)>> FactsAsync(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        await using var scope = scopes.CreateWork(CurrentUser.System("duplicate sweep"));
        var reader = ActivatorUtilities.CreateInstance<FactsReader>(scope.ServiceProvider);
        await using var transaction = await scope.ServiceProvider.GetRequiredService<CrmDb>().BeginAsync(ct);
        return await reader.ReadAsync(ids, ct);
    }

    private Task EndAsync(Guid sweep, bool failed) =>
        scopes.SendAsync(CurrentUser.System("duplicate sweep", DataQualityPermissions.Sweep), new EndSweep(sweep, failed));

    private Task<T> AsSystemAsync<T>(Func<CrmDb, Task<T>> work) => scopes.AsSystemAsync("duplicate sweep", work);

    [LoggerMessage(LogLevel.Error, "The search for duplicates {Sweep} failed")]
    private partial void LogFailed(Exception e, Guid sweep);

    /// <summary>PostgreSQL compares the bytes of a uuid as they are written.</summary>
    private sealed class PostgresOrder : IComparer<Guid>
    {
        public static PostgresOrder Instance { get; } = new();

        public int Compare(Guid x, Guid y)
        {
            Span<byte> a = stackalloc byte[16], b = stackalloc byte[16];
            x.TryWriteBytes(a, bigEndian: true, out _);
            y.TryWriteBytes(b, bigEndian: true, out _);
            return a.SequenceCompareTo(b);
        }
    }
}
