using BankCrm.AuditVerifier;
using BankCrm.Infrastructure.Platform.AuditTrail;

namespace BankCrm.Application.Tests.Platform.AuditTrail;

/// <summary>Whoever owns the database also reaches the anchor file.</summary>
public sealed class AnchorAttackTests(TrailFixture trails) : IClassFixture<TrailFixture>
{
    [Fact]
    public async Task An_emptied_anchor_file_is_caught()
    {
        await using var trail = await trails.CopyAsync();

        await File.WriteAllTextAsync(trail.Anchors.Path, "");

        await trail.AssertCaughtAsync(null);
    }

    [Fact]
    public async Task A_deleted_anchor_file_is_caught()
    {
        await using var trail = await trails.CopyAsync();

        File.Delete(trail.Anchors.Path);

        Assert.False((await trail.VerifyInsideAsync()).IsWell);
        Assert.Equal(Verifier.Unusable, trail.VerifyOffline(null).ExitCode);
    }

    [Fact]
    public async Task An_anchor_file_cut_at_its_end_is_caught()
    {
        await using var trail = await trails.CopyAsync();

        await File.WriteAllLinesAsync(trail.Anchors.Path, trail.Anchors.Lines().Take(1).ToArray());

        await trail.AssertCaughtAsync(11);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_line_taken_out_of_the_anchor_file_is_caught(int line)
    {
        await using var trail = await trails.CopyAsync();

        await File.WriteAllLinesAsync(trail.Anchors.Path, trail.Anchors.Lines().Where((_, i) => i != line).ToArray());

        await trail.AssertCaughtAsync(null);
    }

    [Theory]
    [InlineData("\"seq\":20", "\"seq\":19")]
    [InlineData("\"no\":2", "\"no\":3")]
    [InlineData("\"signature\":\"M", "\"signature\":\"N")]
    [InlineData("{\"no\":2", "[\"no\":2")]
    public async Task A_changed_anchor_is_caught(string old, string changed)
    {
        await using var trail = await trails.CopyAsync();

        await File.WriteAllLinesAsync(
            trail.Anchors.Path, trail.Anchors.Lines().Select((l, i) => i == 1 ? l.Replace(old, changed, StringComparison.Ordinal) : l).ToArray());

        await trail.AssertCaughtAsync(null);
    }

    [Fact]
    public async Task Anchors_signed_by_another_key_are_caught()
    {
        await using var trail = await trails.CopyAsync();
        var attacker = Directory.CreateDirectory(Path.Combine(trail.Folder, "attacker")).FullName;
        await trail.AttackAsync("update audit_entries set actor_name = '李伟' where id = (select entry_id from audit_seals where seq = 15)");
        await trail.RechainAsync(15);

        var forged = new AuditAnchorFile(Path.Combine(attacker, "audit.anchors"), Path.Combine(attacker, "key.pem"), mayBegin: true);
        await Sealers.Anchorer(trail.Application, forged).AnchorAsync(force: true, default);
        File.Copy(forged.Path, trail.Anchors.Path, overwrite: true);

        await trail.AssertCaughtAsync(null);
    }

    [Fact]
    public async Task An_anchor_file_that_was_cut_and_went_on_is_asked_about()
    {
        await using var trail = await trails.CopyAsync();
        await trail.AttackAsync("update audit_entries set actor_name = '李伟' where id = (select entry_id from audit_seals where seq = 15)");
        await trail.RechainAsync(15);
        await File.WriteAllLinesAsync(trail.Anchors.Path, trail.Anchors.Lines().Take(1).ToArray());

        await Sealers.Anchorer(trail.Application, trail.Anchors).AnchorAsync(force: true, default);

        Assert.Equal(1, (await trail.VerifyInsideAsync()).LateAnchors);
        Assert.Contains("ask why: anchor 2 vouched for seq 11 through 40", trail.VerifyOffline(null).Words, StringComparison.Ordinal);
        Assert.StartsWith("ALTERED: first bad seq 11: ", trail.VerifyOffline(null, "--strict").Words);
    }

    [Fact]
    public async Task The_anchorer_does_not_vouch_for_what_was_already_altered()
    {
        await using var trail = await trails.CopyAsync();
        await trail.AttackAsync("update audit_entries set actor_name = '李伟' where id = (select entry_id from audit_seals where seq = 35)");

        var refused = await Assert.ThrowsAsync<InvalidDataException>(
            () => Sealers.Anchorer(trail.Application, trail.Anchors).AnchorAsync(force: true, default));

        Assert.Contains("seq 35", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_production_the_anchorer_does_not_begin_a_new_file_for_an_old_trail()
    {
        await using var trail = await trails.CopyAsync();
        File.Delete(trail.Anchors.Path);
        var production = new AuditAnchorFile(trail.Anchors.Path, Path.Combine(trail.Folder, "key.pem"), mayBegin: false);

        await Assert.ThrowsAsync<InvalidDataException>(() => Sealers.Anchorer(trail.Application, production).AnchorAsync(force: true, default));

        Assert.False(File.Exists(trail.Anchors.Path));
    }

    [Fact]
    public async Task A_line_that_a_power_cut_tore_does_not_stop_anchoring()
    {
        await using var trail = await trails.CopyAsync();
        await File.AppendAllTextAsync(trail.Anchors.Path, "{\"no\":4,\"seq\":4");

        var anchor = await Sealers.Anchorer(trail.Application, trail.Anchors).AnchorAsync(force: true, default);

        Assert.Equal((4, 40), (anchor!.No, anchor.Seq));
        Assert.Equal(5, trail.Anchors.Lines().Count());
        await trail.AssertWellAsync();
        Assert.Contains("1 lines of the anchor file are no anchors", trail.VerifyOffline(null).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anchors_of_a_former_key_are_good_while_its_public_half_is_kept()
    {
        await using var trail = await trails.CopyAsync();
        var fresh = new AuditAnchorFile(trail.Anchors.Path, Path.Combine(trail.Folder, "new.pem"), mayBegin: true);
        await Sealers.Anchorer(trail.Application, fresh).AnchorAsync(force: true, default);

        var verification = new AuditVerification(trail.Application, fresh);
        Assert.False((await verification.RunAsync(default)).IsWell);
        await File.AppendAllTextAsync(fresh.PublicKeyPath, await File.ReadAllTextAsync(trail.Anchors.PublicKeyPath));

        Assert.True((await verification.RunAsync(default)).IsWell);
        Assert.Equal(Verifier.Altered, trail.VerifyOffline(null).ExitCode);
        Assert.Equal(Verifier.Well, trail.VerifyOffline(null, "--key", fresh.PublicKeyPath).ExitCode);
    }
}
