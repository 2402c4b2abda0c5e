using BankCrm.Infrastructure.Platform.AuditTrail;
using Npgsql;

namespace BankCrm.Application.Tests.Platform.AuditTrail;

/// <summary>What whoever takes over the application can do to the trail, and that even its owner has to break a wall first.</summary>
public sealed class ApplicationRoleTests(TrailFixture trails) : IClassFixture<TrailFixture>
{
    [Theory]
    [InlineData("update audit_entries set actor_name = ''")]
    [InlineData("delete from audit_entries")]
    [InlineData("truncate audit_entries")]
    [InlineData("update audit_seals set seq = seq")]
    [InlineData("delete from audit_seals")]
    [InlineData("truncate audit_seals")]
    [InlineData("insert into audit_seals select 41, gen_random_uuid(), hash, hash, sealed_at from audit_seals where seq = 40")]
    [InlineData("delete from audit_unsealed")]
    [InlineData("insert into audit_unsealed values (gen_random_uuid())")]
    [InlineData("insert into audit_entries (id, at, event, outcome, fmt) values (gen_random_uuid(), now(), 'customer.viewed', 'ok', 1)")]
    [InlineData("alter table audit_entries disable trigger all")]
    [InlineData("alter table audit_entries disable row level security")]
    [InlineData("drop table audit_seals")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("select audit_seal(41, (select hash from audit_seals where seq = 40), array[gen_random_uuid()], array[sha256('')], now())")]
    public async Task The_application_can_only_add(string attempt)
    {
        await using var trail = await trails.CopyAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => AuditTables.RunAsync(trail.Database.ApplicationConnectionString, attempt));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task The_application_adds_an_entry_and_the_database_says_when()
    {
        await using var trail = await trails.CopyAsync();

        await AuditTables.RunAsync(
            trail.Database.ApplicationConnectionString,
            "insert into audit_entries (id, event, outcome, fmt) values (gen_random_uuid(), 'customer.viewed', 'ok', 1)");

        Assert.Equal(1, await Sealers.One(trail.Application).SealAllAsync(default));
        await Sealers.Anchorer(trail.Application, trail.Anchors).AnchorAsync(force: true, default);
        await trail.AssertWellAsync();
    }

    [Theory]
    [InlineData("update audit_entries set actor_name = ''")]
    [InlineData("delete from audit_seals")]
    [InlineData("truncate audit_seals")]
    public async Task The_owner_is_refused_too_and_skipping_triggers_as_a_replica_does_not_help(string attempt)
    {
        await using var trail = await trails.CopyAsync();

        await Assert.ThrowsAsync<PostgresException>(() => AuditTables.RunAsync(
            trail.Database.OwnerConnectionString, $"set session_replication_role = replica; {attempt}"));
    }

    [Fact]
    public async Task Who_may_only_read_the_trail_can_verify_it()
    {
        await using var trail = await trails.CopyAsync();
        var role = $"reader_{trail.Database.Name}";
        await AuditTables.RunAsync(
            trail.Database.OwnerConnectionString,
            $"create role {role} login password 'r'; grant select on audit_entries, audit_seals, audit_unsealed to {role}");
        var reader = new NpgsqlConnectionStringBuilder(trail.Database.OwnerConnectionString) { Username = role, Password = "r" };

        var exitCode = BankCrm.AuditVerifier.Verifier.Run(
            ["--connection", reader.ConnectionString, "--anchors", trail.Anchors.Path, "--key", trail.Anchors.PublicKeyPath],
            TextWriter.Null, TextWriter.Null);

        await AuditTables.RunAsync(trail.Database.OwnerConnectionString, $"drop owned by {role}; drop role {role}");
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task The_sight_of_all_branches_ends_with_the_work_even_on_a_connection_that_is_not_reset()
    {
        await using var trail = await trails.CopyAsync();
        var address = new NpgsqlConnectionStringBuilder(trail.Database.ApplicationConnectionString) { NoResetOnClose = true, MaxPoolSize = 2 };
        await using var database = NpgsqlDataSource.Create(address.ConnectionString);

        await new AuditVerification(database, trail.Anchors).RunAsync(default);
        await Sealers.One(database).SealAllAsync(default);
        await Sealers.Anchorer(database, trail.Anchors).AnchorAsync(force: true, default);
        await new AuditExport(database, TimeProvider.System).WriteAsync(Stream.Null, null, null, default);

        await using var first = await database.OpenConnectionAsync();
        await using var second = await database.OpenConnectionAsync();
        foreach (var connection in new[] { first, second })
        {
            Assert.Equal(0, await connection.ScalarAsync<long>("select count(*) from audit_entries", default));
            Assert.Equal(0, await connection.ScalarAsync<long>("select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()", default));
        }
    }
}
