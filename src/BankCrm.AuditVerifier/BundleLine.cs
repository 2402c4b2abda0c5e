using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace BankCrm.AuditVerifier;

/// <summary>Reads one line of a bundle, an entry with its seal or without, into a row.</summary>
internal static class BundleLine
{
    private static readonly byte[][] Names =
        [.. Enum.GetNames<Field>().Select(name => Encoding.ASCII.GetBytes(JsonNamingPolicy.SnakeCaseLower.ConvertName(name)))];

    public static void Read(ReadOnlySpan<byte> line, Row row)
    {
        var json = new Utf8JsonReader(line);
        json.Read();
        Expect(json.TokenType == JsonTokenType.StartObject, "it is no object");
        var next = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var field = FieldOf(ref json, next);
            Expect(!row.Has(field), "a field is given twice");
            json.Read();
            Read(ref json, field, row);
            next = (int)field + 1;
        }

        Expect(!json.Read(), "something follows the object");
        Expect(row.IsSealed || row.HasEntry, "it is neither an entry nor a seal");
    }

    // Fields come in their order, so the first guess is nearly always right.
    private static Field FieldOf(ref Utf8JsonReader json, int guess)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            var field = (guess + i) % Names.Length;
            if (json.ValueTextEquals(Names[field]))
            {
                return (Field)field;
            }
        }

        throw new FormatException($"the field '{json.GetString()}' is unknown");
    }

    private static void Read(ref Utf8JsonReader json, Field field, Row row)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return;
        }

        switch (field)
        {
            case Field.Seq:
                row.Set(field, json.GetInt64());
                break;
            case Field.Fmt:
                BinaryPrimitives.WriteInt16BigEndian(row.Reserve(field, 2), json.GetInt16());
                break;
            case Field.At or Field.SealedAt:
                Expect(Moment.TryParse(json.GetString(), out var moment), $"'{field}' is no time");
                row.Set(field, moment);
                break;
            case Field.PrevHash or Field.Hash:
                ReadHash(ref json, row.Reserve(field, 32));
                break;
            case Field.EntryId or Field.Id or Field.Actor or Field.ActorBranch or Field.ObjectId or Field.CustomerRef or Field.BranchId:
                json.GetGuid().TryWriteBytes(row.Reserve(field, 16), bigEndian: true, out _);
                break;
            default:
                Expect(json.TokenType == JsonTokenType.String, $"'{field}' is no text");
                row.Trim(field, json.CopyString(row.Reserve(field, json.ValueSpan.Length)));
                break;
        }
    }

    private static void ReadHash(ref Utf8JsonReader json, Span<byte> hash)
    {
        Expect(json.TokenType == JsonTokenType.String && json.ValueSpan.Length == 64, "a hash is not 64 hexadecimal digits");
        Expect(Convert.FromHexString(json.ValueSpan, hash, out _, out _) == System.Buffers.OperationStatus.Done, "a hash is not hexadecimal");
    }

    private static void Expect(bool held, string complaint)
    {
        if (!held)
        {
            throw new FormatException(complaint);
        }
    }
}
