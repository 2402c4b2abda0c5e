using System.Text.Json;
using System.Text.Json.Serialization;

namespace BankCrm.Domain.Common;

/// <summary>Writes a sensitive value as it prints itself, masked: in answers, logs and settings alike. It cannot be read back.</summary>
public sealed class MaskedJson<T> : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"{typeof(T).Name} is never read from JSON: read text, check it, then parse it.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value?.ToString());
}
