namespace BankCrm.Application.Tests.Platform.AuditTrail;

/// <summary>Whoever owns the database changes what it holds. Anchors vouch through 30.</summary>
public sealed class RowAttackTests(TrailFixture trails) : IClassFixture<TrailFixture>
{
    [Fact]
    public async Task A_trail_that_nobody_touched_is_well()
    {
        await using var trail = await trails.CopyAsync();

        await trail.AssertWellAsync();

        var (_, words) = trail.VerifyOffline(await trail.ExportAsync());
        Assert.Contains("40, seq 1 through 40", words, StringComparison.Ordinal);
        Assert.Contains("10, seq 31 through 40", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fmt", "2")]
    [InlineData("id", "gen_random_uuid()")]
    [InlineData("at", "at + interval '1 microsecond'")]
    [InlineData("event", "'record.created'")]
    [InlineData("outcome", "'denied'")]
    [InlineData("actor", "gen_random_uuid()")]
    [InlineData("actor", "null")]
    [InlineData("actor_name", "'李伟'")]
    [InlineData("actor_role", "''")]
    [InlineData("actor_branch", "gen_random_uuid()")]
    [InlineData("session_ref", "null")]
    [InlineData("ip", "'10.0.0.8'")]
    [InlineData("correlation", "correlation || ' '")]
    [InlineData("object_type", "'customer'")]
    [InlineData("object_id", "gen_random_uuid()")]
    [InlineData("customer_ref", "gen_random_uuid()")]
    [InlineData("branch_id", "gen_random_uuid()")]
    [InlineData("reason_code", "null")]
    [InlineData("reason_text", "'客户不在柜台'")]
    [InlineData("changes", "replace(changes, ':', ': ')")]
    public async Task An_edit_of_any_column_of_an_entry_is_caught(string column, string value)
    {
        await using var trail = await trails.CopyAsync();

        await trail.AttackAsync($"update audit_entries set {column} = {value} where id = (select entry_id from audit_seals where seq = 25)");

        await trail.AssertCaughtAsync(25);
    }

    [Theory]
    [InlineData("entry_id = gen_random_uuid()")]
    [InlineData("prev_hash = sha256(prev_hash)")]
    [InlineData("hash = sha256(hash)")]
    [InlineData("sealed_at = sealed_at - interval '1 second'")]
    [InlineData("seq = 1000")]
    public async Task An_edit_of_any_column_of_a_seal_is_caught(string change)
    {
        await using var trail = await trails.CopyAsync();

        await trail.AttackAsync($"update audit_seals set {change} where seq = 25");

        await trail.AssertCaughtAsync(25);
    }

    [Theory]
    [InlineData("15", 15)]
    [InlineData("1", 1)]
    [InlineData("30", 30)]
    [InlineData("27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40", 27)]
    public async Task Deleted_entries_are_missed(string seqs, long first)
    {
        await using var trail = await trails.CopyAsync();

        await trail.AttackAsync(
            $"""
            delete from audit_entries where id in (select entry_id from audit_seals where seq in ({seqs}));
            delete from audit_seals where seq in ({seqs});
            """);

        await trail.AssertCaughtAsync(first);
    }

    [Fact]
    public async Task A_trail_emptied_altogether_is_missed()
    {
        await using var trail = await trails.CopyAsync();

        await trail.AttackAsync("truncate audit_entries; truncate audit_seals; truncate audit_unsealed");

        await trail.AssertCaughtAsync(1);
    }

    [Fact]
    public async Task A_seal_without_its_entry_is_caught()
    {
        await using var trail = await trails.CopyAsync();

        await trail.AttackAsync("delete from audit_entries where id = (select entry_id from audit_seals where seq = 35)");

        await trail.AssertCaughtAsync(35);
    }

    [Fact]
    public async Task An_entry_that_lost_the_last_seal_is_caught()
    {
        await using var trail = await trails.CopyAsync();

        await trail.AttackAsync("delete from audit_seals where seq = 40");

        await trail.AssertCaughtAsync(null);
    }

    [Theory]
    [InlineData("update audit_seals set entry_id = case seq when 22 then (select entry_id from audit_seals where seq = 23) else (select entry_id from audit_seals where seq = 22) end where seq in (22, 23)")]
    [InlineData("update audit_seals set seq = 999 where seq = 22; update audit_seals set seq = 22 where seq = 23; update audit_seals set seq = 23 where seq = 999")]
    public async Task Two_swapped_entries_are_caught(string swap)
    {
        await using var trail = await trails.CopyAsync();

        await trail.AttackAsync($"drop index ix_audit_seals_entry_id; {swap}");

        await trail.AssertCaughtAsync(22);
    }

    [Fact]
    public async Task Renumbering_over_a_hole_is_caught()
    {
        await using var trail = await trails.CopyAsync();

        await trail.AttackAsync("delete from audit_seals where seq = 15");
        await trail.AttackAsync("update audit_seals set seq = seq + 1000 where seq > 15");
        await trail.AttackAsync("update audit_seals set seq = seq - 1001 where seq > 1000");

        await trail.AssertCaughtAsync(15);
    }

    [Fact]
    public async Task A_seal_before_the_first_is_caught()
    {
        await using var trail = await trails.CopyAsync();

        await trail.AttackAsync(
            """
            alter table audit_seals drop constraint ck_audit_seals_seq; drop index ix_audit_seals_entry_id;
            insert into audit_seals select -1, entry_id, prev_hash, hash, sealed_at from audit_seals where seq = 1
            """);

        await trail.AssertCaughtAsync(-1);
    }

    [Fact]
    public async Task An_entry_put_in_without_a_seal_is_caught()
    {
        await using var trail = await trails.CopyAsync();

        await trail.AttackAsync("");
        await trail.InsertAsync(TrailFixture.Entry(50, trails.Began.AddMinutes(5)));

        await trail.AssertCaughtAsync(null);
    }

    [Fact]
    public async Task A_back_dated_entry_is_caught_though_our_own_sealer_sealed_it()
    {
        await using var trail = await trails.CopyAsync();

        await trail.InsertAsync(TrailFixture.Entry(50, trails.Began.AddMinutes(5)));
        await Sealers.One(trail.Application).SealAllAsync(default);

        await trail.AssertCaughtAsync(41);
    }

    [Fact]
    public async Task A_forward_dated_entry_is_caught_though_our_own_sealer_sealed_it()
    {
        await using var trail = await trails.CopyAsync();

        await trail.InsertAsync(TrailFixture.Entry(50, trails.Began.AddDays(1)));
        await Sealers.One(trail.Application).SealAllAsync(default);

        await trail.AssertCaughtAsync(41);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_is_caught()
    {
        await using var trail = await trails.CopyAsync();

        var before = trails.Began.AddMinutes(10);
        await trail.AppendAsync(TrailFixture.Entry(41, before), before.AddMilliseconds(300));

        await trail.AssertCaughtAsync(41);
    }

    [Fact]
    public async Task An_entry_sealed_twice_is_caught()
    {
        await using var trail = await trails.CopyAsync();

        await trail.AttackAsync(
            """
            drop index ix_audit_seals_entry_id;
            insert into audit_seals select 41, (select entry_id from audit_seals where seq = 39), hash, hash, sealed_at from audit_seals where seq = 40
            """);
        await trail.RechainAsync(41);

        await trail.AssertCaughtAsync(41);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(15, 11)]
    [InlineData(30, 21)]
    public async Task A_rewrite_that_chains_everything_anew_is_caught_at_the_next_anchor(int seq, long named)
    {
        await using var trail = await trails.CopyAsync();

        await trail.AttackAsync($"update audit_entries set actor_name = '李伟' where id = (select entry_id from audit_seals where seq = {seq})");
        await trail.RechainAsync(seq);

        await trail.AssertCaughtAsync(named);
    }

    [Fact]
    public async Task An_entry_put_in_between_and_chained_anew_is_caught_at_the_next_anchor()
    {
        await using var trail = await trails.CopyAsync();

        await trail.AttackAsync("update audit_seals set seq = seq + 1000 where seq > 15");
        await trail.AttackAsync("update audit_seals set seq = seq - 999 where seq > 1000");
        var entry = TrailFixture.Entry(50, trails.Began.AddMinutes(14.5));
        await trail.InsertAsync(entry);
        await trail.AttackAsync(
            $"insert into audit_seals select 16, '{entry.Id}', hash, hash, sealed_at + interval '30 seconds' from audit_seals where seq = 15");
        await trail.RechainAsync(16);

        await trail.AssertCaughtAsync(11);
    }

    [Fact]
    public async Task An_entry_taken_out_and_chained_anew_is_caught_at_the_next_anchor()
    {
        await using var trail = await trails.CopyAsync();

        await trail.AttackAsync(
            """
            delete from audit_entries where id = (select entry_id from audit_seals where seq = 15);
            delete from audit_seals where seq = 15;
            update audit_seals set seq = seq + 1000 where seq > 15
            """);
        await trail.AttackAsync("update audit_seals set seq = seq - 1001 where seq > 1000");
        await trail.RechainAsync(15);

        await trail.AssertCaughtAsync(11);
    }

    [Fact]
    public async Task An_entry_deleted_before_its_seal_leaves_its_place_in_the_queue()
    {
        await using var trail = await trails.CopyAsync();
        var entry = TrailFixture.Entry(41, TimeProvider.System.GetUtcNow().UtcDateTime);
        await trail.InsertAsync(entry);

        await trail.AttackAsync($"delete from audit_entries where id = '{entry.Id}'");

        await trail.AssertCaughtAsync(null);
    }

    [Theory]
    [InlineData("update audit_entries set actor_name = '李伟' where id = (select entry_id from audit_seals where seq = 35)", true)]
    [InlineData("delete from audit_entries where id in (select entry_id from audit_seals where seq > 35); delete from audit_seals where seq > 35", false)]
    public async Task What_no_anchor_vouches_for_yet_can_still_be_rewritten(string attack, bool rechain)
    {
        await using var trail = await trails.CopyAsync();

        await trail.AttackAsync(attack);
        await (rechain ? trail.RechainAsync(35) : Task.CompletedTask);

        await trail.AssertWellAsync(); // the window that docs/audit-trail.md speaks of
    }
}
