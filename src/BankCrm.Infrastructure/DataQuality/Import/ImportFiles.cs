using System.Buffers;
using System.Security.Cryptography;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Settings under BankCrm:Import.</summary>
public sealed class ImportOptions
{
    public int MaxFileMegabytes { get; init; } = 500;
}

/// <summary>Received files, in a folder that no address leads to, under names that nobody outside chose.</summary>
internal sealed class ImportFiles(string folder, ImportOptions options) : IImportFiles
{
    private const string WorkbookExtension = ".book" + ListFile.Extension;
    private const string CardsExtension = ".cards" + ListFile.Extension;
    private const int SampleRows = 200;
    private const int SampleLetters = 256 * 1024;

    public async Task<KeptFile> KeepAsync(Stream content, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var name = $"{Guid.CreateVersion7():n}";
        try
        {
            var (digest, size) = await CopyAsync(content, Path.Combine(folder, name), ct);
            Refuse.If(size == 0, "The file is empty.");
            return new(await FormOfAsync(name, ct), digest, size);
        }
        catch
        {
            Delete(name);
            throw;
        }
    }

    public async Task<FileLook> LookAsync(string storedName, ImportEncoding? encoding, char? delimiter, CancellationToken ct)
    {
        await using var file = Open(storedName);
        var (lines, recognised, isMarked) = await ByteScan.ReadAsync(file, ct);
        if (IsList(storedName))
        {
            var (kind, sheets) = storedName.EndsWith(CardsExtension, StringComparison.Ordinal) ? (ImportKind.Cards, []) : (ImportKind.Workbook, await File.ReadAllLinesAsync(SheetsOf(storedName), ct));
            return new(recognised, ListFile.Delimiter, lines, [.. Rows(storedName, recognised, ListFile.Delimiter).Take(SampleRows)])
            {
                Kind = kind,
                Sheet = sheets.FirstOrDefault() ?? "",
                Sheets = [.. sheets.Skip(1)],
                Names = kind is ImportKind.Cards ? CardColumns.Names : null,
            };
        }

        var known = isMarked ? recognised : encoding ?? recognised;
        using var text = Text(storedName, known);
        var beginning = new char[SampleLetters];
        var count = await text.ReadBlockAsync(beginning, ct);
        var sample = new string(beginning, 0, count);
        var parted = delimiter ?? Delimiters.Recognise(sample);
        return new(known, parted, lines, [.. Rows(storedName, known, parted).Take(SampleRows)]);
    }

    public void TakeSheet(string storedName, string sheet)
    {
        Refuse.If(!storedName.EndsWith(WorkbookExtension, StringComparison.Ordinal), "The file has no sheets.");
        File.Delete(Path.Combine(folder, storedName));
        Unpack(storedName[..^WorkbookExtension.Length], sheet);
    }

    public IEnumerable<CsvRow> Rows(string storedName, ImportEncoding encoding, char delimiter)
    {
        using var text = Text(storedName, encoding);
        var isList = IsList(storedName);
        foreach (var row in CsvScanner.Read(text, delimiter))
        {
            yield return isList ? ListFile.Read(row) : row;
        }
    }

    public IEnumerable<CsvRow> Rows(string text) => CsvScanner.Read(new StringReader(text), Delimiters.Recognise(text));

    public IReadOnlyList<string> ReceivedBefore(DateTimeOffset moment) => !Directory.Exists(folder) ? [] :
    [
        .. new DirectoryInfo(folder).EnumerateFiles().Where(f => !f.Name.Contains('.', StringComparison.Ordinal) && f.LastWriteTimeUtc < moment.UtcDateTime).Select(f => f.Name),
    ];

    public bool Has(string storedName) => File.Exists(Path.Combine(folder, storedName));

    public void Delete(string storedName)
    {
        var received = storedName.Split('.')[0];
        foreach (var file in Directory.EnumerateFiles(folder, received + "*"))
        {
            File.Delete(file);
        }
    }

    private static bool IsList(string storedName) => storedName.EndsWith(ListFile.Extension, StringComparison.Ordinal);

    private string SheetsOf(string storedName) => Path.Combine(folder, storedName + ".sheets");

    /// <summary>Under which name its rows can be read.</summary>
    private async Task<string> FormOfAsync(string name, CancellationToken ct)
    {
        var path = Path.Combine(folder, name);
        var first = new byte[64];
        await using (var file = File.OpenRead(path))
        {
            first = first[..await file.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, ct)];
        }

        if (first is [0x50, 0x4B, 0x03, 0x04, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..])
        {
            return Unpack(name, null);
        }

        return Utf16Marks.IsCards(first) ? await CardsAsync(name, ct) : name;
    }

    private string Unpack(string name, string? sheet)
    {
        var (path, list) = (Path.Combine(folder, name), name + WorkbookExtension);
        WorkbookLimits.Demand(path);
        var (sheets, taken) = Workbook.Convert(path, Path.Combine(folder, list), sheet);
        File.WriteAllLines(SheetsOf(list), [taken, .. sheets]);
        return list;
    }

    private async Task<string> CardsAsync(string name, CancellationToken ct)
    {
        await using var file = Open(name);
        var (_, encoding, _) = await ByteScan.ReadAsync(file, ct);
        using var text = Text(name, encoding);
        await using var list = ListFile.Create(Path.Combine(folder, name + CardsExtension));
        CardFile.Convert(text, list);
        return name + CardsExtension;
    }

    // The mark at the beginning is no letter of the first header; UTF-16 may be either way round.
    private StreamReader Text(string storedName, ImportEncoding encoding)
    {
        var file = Open(storedName);
        Span<byte> first = stackalloc byte[Utf16Marks.Looked];
        first = first[..file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)];
        file.Position = Utf16Marks.Size(first);
        return new(file, Encodings.Of(encoding, Utf16Marks.IsBigEndian(first)), detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);
    }

    private FileStream Open(string storedName) =>
        new(Path.Combine(folder, storedName), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 128 * 1024, FileOptions.SequentialScan);

    private async Task<(string Digest, long Size)> CopyAsync(Stream content, string path, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            var size = 0L;
            int count;
            while ((count = await content.ReadAsync(buffer, ct)) > 0)
            {
                size += count;
                Refuse.If(size > options.MaxFileMegabytes * 1024L * 1024, "The file is larger than {0} MB. Split it.", options.MaxFileMegabytes);
                hash.AppendData(buffer, 0, count);
                await file.WriteAsync(buffer.AsMemory(0, count), ct);
            }

            return (Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
