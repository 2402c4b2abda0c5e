using System.IO.Compression;
using System.Text.Json;

namespace BankCrm.AuditVerifier;

/// <summary>Reads an export bundle line by line.</summary>
internal sealed class BundleSource : ITrailSource
{
    public const string NameInZip = "audit.jsonl";
    private const int LongestLine = 64 * 1024 * 1024;

    private readonly ZipArchive? zip;
    private readonly LineReader lines;
    private bool ended;

    private BundleSource(ZipArchive? zip, Stream stream)
    {
        this.zip = zip;
        lines = new(stream, LongestLine);
        ReadHeader();
    }

    public long First { get; private set; }

    public bool IsComplete { get; private set; }

    public long Taken { get; private set; }

    public (long Sealed, long Unsealed)? Counted { get; private set; }

    public long Vanished { get; private set; }

    public static BundleSource Open(string path)
    {
        if (!path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return new(null, File.OpenRead(path));
        }

        var archive = ZipFile.OpenRead(path);
        return new(archive, archive.Entries is [{ FullName: NameInZip } only] ? only.Open()
            : throw new UnusableException($"{path} should hold {NameInZip} and nothing else."));
    }

    public bool Read(Row row)
    {
        row.Clear();
        if (ended)
        {
            return false;
        }

        if (!lines.TryRead(out var line))
        {
            throw new UnusableException("The bundle is cut off: it has no last line with the counts.");
        }

        try
        {
            if (line.StartsWith("{\"count\""u8))
            {
                ReadFooter(line);
                return false;
            }

            BundleLine.Read(line, row);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new UnusableException($"Line {lines.Number} of the bundle is not of the format: {e.Message}");
        }
    }

    public void Dispose()
    {
        lines.Dispose();
        zip?.Dispose();
    }

    private void ReadHeader()
    {
        try
        {
            using var header = lines.TryRead(out var line) ? JsonDocument.Parse(line.ToArray()) : throw new UnusableException("The bundle is empty.");
            var root = header.RootElement;
            if (root.GetProperty("bankcrm-audit").GetInt32() != 1)
            {
                throw new UnusableException("The bundle is of a version that this program does not know.");
            }

            First = root.GetProperty("first").GetInt64();
            IsComplete = root.GetProperty("complete").GetBoolean();
            Taken = Moment.TryParse(root.GetProperty("taken").GetString(), out var taken) ? taken : throw new FormatException("'taken' is no time");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new UnusableException("This is no export of the audit trail: its first line is not the header.");
        }

        if (First < 1 || (IsComplete && First != 1))
        {
            throw new UnusableException($"A bundle cannot begin with seq {First}{(IsComplete ? " and be complete" : "")}.");
        }
    }

    private void ReadFooter(ReadOnlySpan<byte> line)
    {
        using var footer = JsonDocument.Parse(line.ToArray());
        var root = footer.RootElement;
        Counted = (root.GetProperty("count").GetInt64(), root.GetProperty("unsealed").GetInt64());
        Vanished = root.GetProperty("vanished").GetInt64();
        ended = true;
        if (lines.TryRead(out _))
        {
            throw new FormatException("something follows the last line");
        }
    }
}
