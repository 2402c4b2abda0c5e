using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BankCrm.Application.Platform.Messages;

/// <summary>Tells whether two messages say the same, however they were written: spaces and the order of names do not count.</summary>
internal static class MessageDigest
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static byte[] Write<T>(T record) => JsonSerializer.SerializeToUtf8Bytes(record, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("It says nothing.");

    /// <summary>The first half of SHA-256: enough to tell messages of one system apart, at half the room.</summary>
    public static Guid Of(byte[] written) => new(SHA256.HashData(written).AsSpan(0, 16), bigEndian: true);
}
