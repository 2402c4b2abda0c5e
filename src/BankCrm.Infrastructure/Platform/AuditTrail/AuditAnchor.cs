using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>
/// A signed statement, kept outside the database, of where the chain stood. <paramref name="Prev"/> is the SHA-256 of the line before, so
/// no line can be taken out of the middle of the file.
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

    /// <summary>Signs where the chain stands, as the line after <paramref name="lastLine"/>.</summary>
    public static AuditAnchor Sign(long no, long seq, byte[] hash, DateTimeOffset time, string? lastLine, ECDsa key)
    {
        var anchor = new AuditAnchor(
            no, seq, Count: seq, Convert.ToHexStringLower(hash),
            time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            DigestOf(lastLine), KeyId(key), Signature: "");
        return anchor with
        {
            Signature = Convert.ToBase64String(
                key.SignData(anchor.Signed(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
        };
    }

    public static AuditAnchor? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditAnchor>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string DigestOf(string? line) =>
        line is null ? NoPrev : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));

    public static string KeyId(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];

    public string ToLine() => JsonSerializer.Serialize(this);

    public DateTimeOffset TimeOf() => DateTimeOffset.Parse(Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public bool IsSignedBy(ECDsa key)
    {
        try
        {
            return Key == KeyId(key) && key.VerifyData(
                Signed(), Convert.FromBase64String(Signature), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private byte[] Signed() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"bankcrm-audit-anchor-1\n{No}\n{Seq}\n{Count}\n{Hash}\n{Time}\n{Prev}\n{Key}"));
}
