using System.Security.Cryptography;
using System.Text;

namespace BankCrm.Domain.Cases.Routing;

/// <summary>
/// A model as bytes: a mark, the version, the numbers, and a SHA-256 of all before it, against accidents. Names share their beginning with
/// the one before, as in a dictionary.
/// </summary>
internal static class RoutingFile
{
    private const byte Version = 1;
    private const int IdLength = 16;

    public static byte[] Write(RoutingModel model)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Mark);
            writer.Write(Version);
            writer.Write7BitEncodedInt(model.Cases);
            writer.Write7BitEncodedInt(model.Categories.Length);
            writer.Write7BitEncodedInt(model.Terms.Length);
            writer.Write7BitEncodedInt(model.Points.Length);
            for (var category = 0; category < model.Categories.Length; category++)
            {
                writer.Write(model.Categories[category].ToByteArray(bigEndian: true));
                writer.Write(model.Base[category]);
            }

            for (var term = 0; term < model.Terms.Length; term++)
            {
                WriteTerm(writer, model, term);
            }
        }

        bytes.Write(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        return bytes.ToArray();
    }

    /// <exception cref="FormatException">The bytes are damaged, of another version or of something else.</exception>
    public static RoutingModel Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Mark))
        {
            throw new FormatException("This is no learnt routing of cases.");
        }

        if (bytes.Length <= Mark.Length || bytes[Mark.Length] != Version)
        {
            throw new FormatException("This routing of cases was written by another version. Learn it again.");
        }

        var end = bytes.Length - SHA256.HashSizeInBytes;
        if (end <= Mark.Length || !SHA256.HashData(bytes[..end]).AsSpan().SequenceEqual(bytes[end..]))
        {
            throw new FormatException("This routing of cases is damaged: its check sum is wrong. Learn it again.");
        }

        using var reader = new BinaryReader(new MemoryStream(bytes[(Mark.Length + 1)..end].ToArray()), Encoding.UTF8);
        return Read(reader);
    }

    private static ReadOnlySpan<byte> Mark => "BCRT"u8;

    private static void WriteTerm(BinaryWriter writer, RoutingModel model, int term)
    {
        var (name, before) = (model.Terms[term], term == 0 ? "" : model.Terms[term - 1]);
        var shared = name.AsSpan().CommonPrefixLength(before);
        shared -= shared > 0 && char.IsHighSurrogate(name[shared - 1]) ? 1 : 0; // half of a letter cannot be written
        writer.Write7BitEncodedInt(shared);
        writer.Write(name[shared..]);
        writer.Write(model.Worth[term]);
        writer.Write7BitEncodedInt(model.Starts[term + 1] - model.Starts[term]);
        var last = 0;
        for (var i = model.Starts[term]; i < model.Starts[term + 1]; i++)
        {
            writer.Write7BitEncodedInt(model.Places[i] - last);
            writer.Write(model.Points[i]);
            last = model.Places[i];
        }
    }

    private static RoutingModel Read(BinaryReader reader)
    {
        var cases = reader.Read7BitEncodedInt();
        var (categories, terms, points) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
        var model = new RoutingModel(
            cases, new Guid[categories], new string[terms], new float[terms], new float[categories], new int[terms + 1], new ushort[points], new float[points]);
        for (var category = 0; category < categories; category++)
        {
            model.Categories[category] = new Guid(reader.ReadBytes(IdLength), bigEndian: true);
            model.Base[category] = reader.ReadSingle();
        }

        for (var term = 0; term < terms; term++)
        {
            var shared = reader.Read7BitEncodedInt();
            model.Terms[term] = (term == 0 ? "" : model.Terms[term - 1][..shared]) + reader.ReadString();
            model.Worth[term] = reader.ReadSingle();
            model.Starts[term + 1] = model.Starts[term] + reader.Read7BitEncodedInt();
            var last = 0;
            for (var i = model.Starts[term]; i < model.Starts[term + 1]; i++)
            {
                last += reader.Read7BitEncodedInt();
                (model.Places[i], model.Points[i]) = ((ushort)last, reader.ReadSingle());
            }
        }

        return model;
    }
}
