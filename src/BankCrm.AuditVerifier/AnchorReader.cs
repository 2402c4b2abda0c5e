using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BankCrm.AuditVerifier;

/// <summary>A signed statement of where the chain stood.</summary>
internal sealed record Anchor(long No, long Seq, long Count, string Hash, string Time, string Prev, string Key, string Signature)
{
    public long SignedAt => Moment.TryParse(Time, out var time) ? time : 0;

    public byte[] SignedBytes => Encoding.UTF8.GetBytes(FormattableString.Invariant(
        $"bankcrm-audit-anchor-1\n{No}\n{Seq}\n{Count}\n{Hash}\n{Time}\n{Prev}\n{Key}"));

    /// <summary>Null: the line is no anchor.</summary>
    public static Anchor? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line.ToArray());
            var root = json.RootElement;
            var anchor = new Anchor(
                root.GetProperty("no").GetInt64(), root.GetProperty("seq").GetInt64(), root.GetProperty("count").GetInt64(),
                Text("hash"), Text("time"), Text("prev"), Text("key"), Text("signature"));
            return Moment.TryParse(anchor.Time, out _) ? anchor : null;

            string Text(string name) => root.GetProperty(name).GetString() ?? throw new FormatException();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }
}

/// <summary>Reads the anchor file as far as it can be trusted, and then says what is wrong with the next line.</summary>
internal sealed class AnchorReader(string path, AnchorKeys keys) : IDisposable
{
    private readonly LineReader lines = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), 1 << 16);
    private string digest = new('0', 64);

    /// <summary>The last good anchor so far.</summary>
    public Anchor? Last { get; private set; }

    public string? Fault { get; private set; }

    /// <summary>Lines that are no anchors: writes that a power cut tore.</summary>
    public int Torn { get; private set; }

    public Anchor? Next()
    {
        while (Fault is null && lines.TryRead(out var line))
        {
            if (Anchor.Parse(line) is not { } anchor)
            {
                Torn++;
                continue;
            }

            Fault = Check(anchor);
            if (Fault is not null)
            {
                return null;
            }

            digest = Convert.ToHexStringLower(SHA256.HashData(line));
            return Last = anchor;
        }

        return null;
    }

    public void Dispose() => lines.Dispose();

    private string? Check(Anchor anchor) =>
        !keys.HaveSigned(anchor) ? $"line {lines.Number} of the anchor file is not signed by a given key"
        : anchor.No != (Last?.No ?? 0) + 1 || anchor.Prev != digest
            ? $"line {lines.Number} of the anchor file does not follow the line before: lines were taken out or changed"
        : anchor.Count != anchor.Seq || anchor.Seq <= (Last?.Seq ?? 0) ? $"line {lines.Number} of the anchor file does not count on from the line before"
        : anchor.SignedAt < (Last?.SignedAt ?? 0) - TrailCheck.ClockStep ? $"line {lines.Number} of the anchor file is older than the line before"
        : null;
}
