using System.Diagnostics;
using System.IO.Compression;
using BankCrm.AuditVerifier;

namespace BankCrm.Application.Tests.Platform.AuditTrail;

/// <summary>Bundles that were changed after the export, and what cannot be checked at all.</summary>
public sealed class VerifierInputTests(TrailFixture trails) : IClassFixture<TrailFixture>
{
    [Theory]
    [InlineData("delete 20", "first bad seq 20")]
    [InlineData("double 20", "first bad seq 20")]
    [InlineData("swap 20", "first bad seq 20")]
    [InlineData("tail", "first bad seq 39")]
    [InlineData("seal of another", "first bad seq 20: its seal names another entry")]
    [InlineData("unsealed copy", "stands both with and without a seal")]
    public async Task A_bundle_changed_after_the_export_is_caught(string change, string words)
    {
        await using var trail = await trails.CopyAsync();
        var lines = (await File.ReadAllLinesAsync(await trail.ExportAsync())).ToList();
        switch (change)
        {
            case "delete 20":
                lines.RemoveAt(20);
                break;
            case "double 20":
                lines.Insert(20, lines[20]);
                break;
            case "swap 20":
                (lines[20], lines[21]) = (lines[21], lines[20]);
                break;
            case "tail":
                lines.RemoveRange(39, 2);
                break;
            case "seal of another":
                var id = lines[20].IndexOf("\"entry_id\":\"", StringComparison.Ordinal) + 12;
                lines[20] = lines[20][..id] + Guid.NewGuid() + lines[20][(id + 36)..];
                break;
            default:
                var seal = lines[38];
                lines.Insert(41, "{" + seal[seal.IndexOf("\"fmt\"", StringComparison.Ordinal)..]);
                lines[^1] = lines[^1].Replace("\"unsealed\":0", "\"unsealed\":1", StringComparison.Ordinal);
                lines[0] = $$"""{"bankcrm-audit":1,"taken":"{{trails.Began.AddMinutes(37):yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}}","first":1,"complete":true}""";
                break;
        }

        var (exitCode, said) = trail.VerifyOffline(await WriteAsync(trail, lines));

        Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.Equal(Verifier.Altered, exitCode);
    }

    [Theory]
    [InlineData("no footer")]
    [InlineData("no header")]
    [InlineData("text")]
    [InlineData("unknown field")]
    [InlineData("field twice")]
    [InlineData("after the end")]
    [InlineData("empty")]
    public async Task A_bundle_that_is_none_is_not_checked(string change)
    {
        await using var trail = await trails.CopyAsync();
        var lines = (await File.ReadAllLinesAsync(await trail.ExportAsync())).ToList();
        switch (change)
        {
            case "no footer":
                lines.RemoveAt(lines.Count - 1);
                break;
            case "no header":
                lines.RemoveAt(0);
                break;
            case "text":
                lines[7] = "nothing";
                break;
            case "unknown field":
                lines[7] = lines[7].Replace("\"ip\":", "\"ipv6\":", StringComparison.Ordinal);
                break;
            case "field twice":
                lines[7] = lines[7].Replace("\"ip\":", "\"event\":", StringComparison.Ordinal);
                break;
            case "after the end":
                lines.Add(lines[7]);
                break;
            default:
                lines.Clear();
                break;
        }

        var (exitCode, said) = trail.VerifyOffline(await WriteAsync(trail, lines));

        Assert.StartsWith("NOT CHECKED: ", said);
        Assert.Equal(Verifier.Unusable, exitCode);
    }

    [Fact]
    public async Task A_part_of_the_trail_is_checked_against_the_anchors_around_it()
    {
        await using var trail = await trails.CopyAsync();
        var from = new DateTimeOffset(trails.Began.AddMinutes(10));

        var part = await trail.ExportAsync("part.jsonl", from, from.AddMinutes(15));
        var (exitCode, words) = trail.VerifyOffline(part);
        Assert.Equal(Verifier.Well, exitCode);
        Assert.Contains("15, seq 11 through 25", words, StringComparison.Ordinal);

        await trail.AttackAsync("update audit_entries set actor_name = '李伟' where id = (select entry_id from audit_seals where seq = 11)");
        await trail.RechainAsync(11);
        Assert.StartsWith(
            "ALTERED: first bad seq 11: ", trail.VerifyOffline(await trail.ExportAsync("part.jsonl", from, from.AddMinutes(15))).Words);
    }

    [Theory]
    [InlineData()]
    [InlineData("--anchors", "a")]
    [InlineData("bundle.jsonl", "--anchors", "a")]
    [InlineData("bundle.jsonl", "--key", "k")]
    [InlineData("bundle.jsonl", "--anchors", "a", "--key", "k", "--fast")]
    [InlineData("bundle.jsonl", "--anchors", "no-such-file", "--key", "no-such-file")]
    [InlineData("--connection", "Host=127.0.0.1;Port=1;Database=x;Username=y", "--anchors", "/dev/null", "--key", "/dev/null")]
    public void What_cannot_be_used_ends_with_2(params string[] args) =>
        Assert.Equal(Verifier.Unusable, Verifier.Run(args, TextWriter.Null, TextWriter.Null));

    [Fact]
    public async Task A_zip_with_something_else_in_it_is_not_checked()
    {
        await using var trail = await trails.CopyAsync();
        var path = await trail.ExportAsync("trail.zip");
        await using (var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Update))
        {
            zip.CreateEntry("another.jsonl");
        }

        Assert.Equal(Verifier.Unusable, trail.VerifyOffline(path).ExitCode);
    }

    [Fact]
    public async Task The_program_itself_answers_with_its_exit_code()
    {
        await using var trail = await trails.CopyAsync();
        var bundle = await trail.ExportAsync();
        Assert.Equal(Verifier.Well, await RunAsync(bundle, "--anchors", trail.Anchors.Path, "--key", trail.Anchors.PublicKeyPath));

        await File.WriteAllTextAsync(
            bundle, (await File.ReadAllTextAsync(bundle)).Replace("\"correlation\":\"c-25\"", "\"correlation\":\"c-26\"", StringComparison.Ordinal));

        Assert.Equal(Verifier.Altered, await RunAsync(bundle, "--anchors", trail.Anchors.Path, "--key", trail.Anchors.PublicKeyPath));
        Assert.Equal(Verifier.Well, await RunAsync("--help"));
        Assert.Equal(Verifier.Unusable, await RunAsync("no-such-bundle.zip", "--anchors", trail.Anchors.Path, "--key", trail.Anchors.PublicKeyPath));
    }

    private static async Task<int> RunAsync(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Verifier).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static async Task<string> WriteAsync(TrailCopy trail, IEnumerable<string> lines)
    {
        var path = Path.Combine(trail.Folder, "changed.jsonl");
        await File.WriteAllLinesAsync(path, lines);
        return path;
    }
}
