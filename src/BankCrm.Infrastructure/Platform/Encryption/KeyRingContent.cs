using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using BankCrm.Application.Platform;

namespace BankCrm.Infrastructure.Platform.Encryption;

/// <summary>One version of the key that wraps: a number, and 256 random bits.</summary>
internal sealed record RingKey(uint Id, DateTimeOffset Made, byte[] Key);

/// <summary>The key ring as it is written down. It only ever grows.</summary>
internal sealed record KeyRingContent(int Version, byte[] IndexRoot, IReadOnlyList<RingKey> Keys)
{
    private const int Format = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The key of the highest number.</summary>
    [JsonIgnore]
    public RingKey Newest => Keys[^1];

    public static KeyRingContent Make(DateTimeOffset now) => new(Format, Random(), [new(1, now, Random())]);

    /// <param name="source">What to call it where it is refused.</param>
    /// <exception cref="StartUpException">This is no key ring.</exception>
    public static KeyRingContent Parse(string json, string source)
    {
        try
        {
            var ring = JsonSerializer.Deserialize<KeyRingContent>(json, Json);
            if (ring is not null && ring.IsSound())
            {
                return ring;
            }
        }
        catch (JsonException)
        {
            // the message would quote what may be a key
        }

        throw new StartUpException($"The key ring in {source} is damaged. Restore it from its backup; a new one would open nothing of this database.");
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";

    public RingKey? Find(uint id) => Keys.FirstOrDefault(k => k.Id == id);

    public KeyRingContent WithNewKey(DateTimeOffset now) => this with { Keys = [.. Keys, new(Newest.Id + 1, now, Random())] };

    /// <summary>A later state of the same ring.</summary>
    /// <exception cref="CryptographicException">It is another ring.</exception>
    public KeyRingContent Followed(KeyRingContent by) =>
        CryptographicOperations.FixedTimeEquals(IndexRoot, by.IndexRoot)
            ? by
            : throw new CryptographicException("The key ring was replaced by another one while the program ran. Restore the key ring that goes with this database.");

    private static byte[] Random() => RandomNumberGenerator.GetBytes(EnvelopeKey.KeySize);

    private bool IsSound() =>
        Version == Format
        && Keys.Count > 0
        && Keys[0].Id > 0
        && Keys.Zip(Keys.Skip(1)).All(pair => pair.First.Id < pair.Second.Id)
        && Keys.Select(k => k.Key).Append(IndexRoot).All(key => key.Length == EnvelopeKey.KeySize && key.AsSpan().ContainsAnyExcept((byte)0));
}
