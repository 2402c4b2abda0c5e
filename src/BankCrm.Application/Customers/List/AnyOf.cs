using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BankCrm.Application.Customers.List;

/// <summary>One or more values, any of which will do. Equal where the values are; the order does not count.</summary>
[JsonConverter(typeof(AnyOfConverter))]
public sealed class AnyOf<T> : IReadOnlyList<T>, IEquatable<AnyOf<T>> where T : struct
{
    private readonly T[] values;

    internal AnyOf(IEnumerable<T> values) => this.values = [.. values.Distinct().Order()];

    public int Count => values.Length;

    /// <summary>Where there is but one; null: there are several.</summary>
    public T? Only => Count == 1 ? values[0] : null;

    public T this[int index] => values[index];

    public static implicit operator AnyOf<T>(T value) => new([value]);

    public bool Equals(AnyOf<T>? other) => other is not null && values.SequenceEqual(other.values);

    public override bool Equals(object? obj) => Equals(obj as AnyOf<T>);

    public override int GetHashCode() => values.Aggregate(0, HashCode.Combine);

    /// <summary>With commas between them.</summary>
    public override string ToString() => string.Join(',', values);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => values.GetEnumerator();
}

public static class AnyOf
{
    /// <summary>Null: no value at all, and so no filter.</summary>
    public static AnyOf<T>? Of<T>(IEnumerable<T?> values) where T : struct =>
        new AnyOf<T>(values.OfType<T>()) is { Count: > 0 } some ? some : null;
}

/// <summary>Writes them as one text with commas, so that what was kept when there was but one value still reads.</summary>
internal sealed class AnyOfConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(AnyOf<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<AnyOf<T>> where T : struct
    {
        public override AnyOf<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            AnyOf.Of(reader.GetString()!.Split(',').Select(v => (T?)(typeof(T).IsEnum ? Enum.Parse<T>(v) : (T)(object)Guid.Parse(v))));

        public override void Write(Utf8JsonWriter writer, AnyOf<T> value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
