using System.Diagnostics;
using BankCrm.Infrastructure.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace BankCrm.Application.Tests.Platform.AuditTrail;

/// <summary>Committed entries are chained once, in time, whatever happens to whoever chains them.</summary>
public sealed class SealingTests : IAsyncLifetime
{
    private const string Insert = "insert into audit_entries (id, event, outcome, fmt) values (gen_random_uuid(), 'customer.viewed', 'ok', 1)";

    private readonly string folder = Directory.CreateTempSubdirectory("bankcrm-sealing-").FullName;
    private TrailCopy trail = null!;
    private TestDatabase database = null!;

    public async Task InitializeAsync()
    {
        database = await AuditTables.MakeAsync();
        trail = TrailCopy.Of(database, folder);
    }

    public async Task DisposeAsync()
    {
        await trail.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_entry_is_sealed_within_a_second()
    {
        using var sealer = Sealers.One(trail.Application);
        await sealer.StartAsync(default);
        await Task.Delay(500);

        await WriteAsync(1);
        var start = Stopwatch.GetTimestamp();
        await SealedAsync(1);
        var took = Stopwatch.GetElapsedTime(start);
        await sealer.StopAsync(default);

        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task An_entry_that_is_committed_late_is_sealed_after_those_that_were_written_after_it()
    {
        await using var connection = await trail.Application.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.RunAsync(Insert, default);
        await WriteAsync(3);
        Assert.Equal(3, await Sealers.One(trail.Application).SealAllAsync(default));

        await transaction.CommitAsync();
        Assert.Equal(1, await Sealers.One(trail.Application).SealAllAsync(default));

        await AnchoredAndWellAsync(4);
    }

    [Fact]
    public async Task An_entry_that_was_rolled_back_leaves_no_hole()
    {
        await using (var connection = await trail.Application.OpenConnectionAsync())
        await using (await connection.BeginTransactionAsync())
        {
            await connection.RunAsync(Insert, default);
        }

        await WriteAsync(1);

        Assert.Equal(1, await Sealers.One(trail.Application).SealAllAsync(default));
    }

    [Fact]
    public async Task Two_sealers_and_eight_writers_leave_one_chain_without_a_gap()
    {
        const int Each = 100;
        await using var other = NpgsqlDataSource.Create(database.ApplicationConnectionString);
        using var one = Sealers.One(trail.Application);
        using var two = Sealers.One(other);
        await Task.WhenAll(one.StartAsync(default), two.StartAsync(default));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => WriteAsync(Each)));
        await SealedAsync(8 * Each);
        await Task.WhenAll(one.StopAsync(default), two.StopAsync(default));

        await AnchoredAndWellAsync(8 * Each);
    }

    [Fact]
    public async Task Only_one_sealer_has_the_lease()
    {
        await using (await SealSession.TryOpenAsync(trail.Application, default))
        {
            Assert.Null(await SealSession.TryOpenAsync(trail.Application, default));
        }

        await using var next = await SealSession.TryOpenAsync(trail.Application, default);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task A_killed_sealer_loses_nothing_and_another_takes_over()
    {
        await using var other = NpgsqlDataSource.Create(database.ApplicationConnectionString);
        await WriteAsync(10);
        var killed = (await SealSession.TryOpenAsync(other, default))!;
        await WriteAsync(10);
        await AuditTables.RunAsync(
            database.OwnerConnectionString,
            $"select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = '{database.Name}')");

        await Assert.ThrowsAnyAsync<Exception>(() => killed.SealAsync(default));
        await killed.DisposeAsync();
        using var sealer = Sealers.One(trail.Application);
        await sealer.StartAsync(default);
        await SealedAsync(20);
        await sealer.StopAsync(default);

        await AnchoredAndWellAsync(20);
    }

    [Fact]
    public async Task A_sealer_that_was_overtaken_cannot_fork_the_chain()
    {
        await using var stale = (await SealSession.TryOpenAsync(trail.Application, default))!;
        await trail.AppendAsync(TrailFixture.Entry(1, Now()), Now().AddMilliseconds(5));
        await WriteAsync(1);

        await Assert.ThrowsAsync<PostgresException>(() => stale.SealAsync(default));

        Assert.Equal(1L, await AuditTables.ScalarAsync(database.OwnerConnectionString, "select count(*) from audit_seals"));
    }

    [Fact]
    public async Task The_sealer_waits_for_a_clock_that_was_set_back_a_little()
    {
        await trail.AppendAsync(TrailFixture.Entry(1, Now()), Now().AddSeconds(2.5));
        await WriteAsync(1);

        Assert.Equal(0, await Sealers.One(trail.Application).SealAllAsync(default));
        await Task.Delay(3000);

        Assert.Equal(1, await Sealers.One(trail.Application).SealAllAsync(default));
        await AnchoredAndWellAsync(2);
    }

    [Fact]
    public async Task The_last_entries_are_sealed_and_anchored_at_shutdown()
    {
        using var anchorer = Sealers.Anchorer(trail.Application, trail.Anchors);
        using var sealer = Sealers.One(trail.Application);
        await anchorer.StartAsync(default);
        await sealer.StartAsync(default);
        await WriteAsync(5);

        await sealer.StopAsync(default);
        await anchorer.StopAsync(default);

        Assert.Equal(5, trail.Anchors.Last()!.Anchor.Seq);
        await trail.AssertWellAsync();
    }

    [Fact]
    public async Task An_entry_unsealed_for_more_than_ten_seconds_fails_the_health_check()
    {
        await trail.InsertAsync(TrailFixture.Entry(1, Now().AddSeconds(-8)));
        Assert.Equal(HealthStatus.Healthy, await HealthAsync());

        await trail.InsertAsync(TrailFixture.Entry(1, Now().AddSeconds(-11)));
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync());

        await Sealers.One(trail.Application).SealAllAsync(default);
        Assert.Equal(HealthStatus.Healthy, await HealthAsync());
    }

    [Fact]
    public async Task An_entry_deleted_before_its_seal_fails_the_health_check()
    {
        await WriteAsync(1);
        await trail.AttackAsync("truncate audit_entries");

        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync());
    }

    [Fact]
    public async Task A_chain_that_is_not_anchored_in_time_fails_the_health_check()
    {
        await trail.AppendAsync(TrailFixture.Entry(1, Now().AddMinutes(-11)), Now().AddMinutes(-11));

        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync());
    }

    private static DateTime Now()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % 10)); // the database keeps microseconds
    }

    private async Task WriteAsync(int count)
    {
        await using var connection = await trail.Application.OpenConnectionAsync();
        for (var i = 0; i < count; i++)
        {
            await connection.RunAsync(Insert, default);
        }
    }

    private async Task SealedAsync(long count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((long)(await AuditTables.ScalarAsync(database.OwnerConnectionString, "select count(*) from audit_seals"))! < count)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private async Task AnchoredAndWellAsync(long count)
    {
        await Sealers.Anchorer(trail.Application, trail.Anchors).AnchorAsync(force: true, default);
        Assert.Equal(count, (await trail.VerifyInsideAsync()).Entries);
        await trail.AssertWellAsync();
    }

    private async Task<HealthStatus> HealthAsync()
    {
        using var anchorer = Sealers.Anchorer(trail.Application, trail.Anchors);
        return (await new AuditTrailHealth(trail.Application, trail.Anchors, anchorer, TimeProvider.System).CheckHealthAsync(new())).Status;
    }
}
