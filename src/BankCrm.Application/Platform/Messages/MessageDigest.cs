using System.Text.Json;
using System.Text.Json.Serialization;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Application.Platform.Messages;

/// <summary>
/// Tells whether two messages say the same, however they were written: spaces and the order of names do not count. Keyed: from a plain hash the numbers in a
/// short message could be found by trying.
/// </summary>
internal static class MessageDigest
{
    private const string Column = "received_messages.digest";

    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write<T>(T record) => JsonSerializer.Serialize(record, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("It says nothing.");

    public static Guid Of(IBlindIndex index, string written) => new(index.Of(Column, written), bigEndian: true);
}
