using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>
/// A signed statement, kept outside the database, of where the chain stood. <paramref name="Prev"/> is the SHA-256 of the anchor before,
/// so none can be taken out of the middle of the file.
/// </summary>
internal sealed record AuditAnchor(
    [property: JsonPropertyName("no")] long No,
    [property: JsonPropertyName("seq")] long Seq,
    [property: JsonPropertyName("count")] long Count,
    [property: JsonPropertyName("hash")] string Hash,
    [property: JsonPropertyName("time")] string Time,
    [property: JsonPropertyName("prev")] string Prev,
    [property: JsonPropertyName("key")] string Key,
    [property: JsonPropertyName("signature")] string Signature)
{
    public static readonly string NoPrev = new('0', 64);

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private static readonly JsonSerializerOptions Strict = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Signs where the chain stands, as the one after <paramref name="last"/>.</summary>
    public static AuditAnchor Sign(long seq, byte[] hash, DateTimeOffset time, AnchorLine? last, ECDsa key)
    {
        var anchor = new AuditAnchor(
            (last?.Anchor.No ?? 0) + 1, seq, Count: seq, Convert.ToHexStringLower(hash),
            time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture), last?.Digest() ?? NoPrev, AnchorKeys.IdOf(key), Signature: "");
        return anchor with
        {
            Signature = Convert.ToBase64String(
                key.SignData(anchor.Signed(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
        };
    }

    /// <summary>Null: the line is no anchor.</summary>
    public static AuditAnchor? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditAnchor>(line, Strict) is { } anchor && anchor.TimeOf() is not null ? anchor : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string ToLine() => JsonSerializer.Serialize(this);

    public DateTimeOffset? TimeOf() =>
        DateTimeOffset.TryParseExact(Time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    public bool IsSignedBy(ECDsa key)
    {
        var signature = new byte[Signature.Length];
        return Convert.TryFromBase64String(Signature, signature, out var length)
            && key.VerifyData(Signed(), signature.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private byte[] Signed() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"bankcrm-audit-anchor-1\n{No}\n{Seq}\n{Count}\n{Hash}\n{Time}\n{Prev}\n{Key}"));
}

/// <summary>An anchor as it stands in its file.</summary>
internal sealed record AnchorLine(AuditAnchor Anchor, string Text)
{
    public string Digest() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}
