using System.Buffers;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Settings under BankCrm:Import.</summary>
public sealed class ImportOptions
{
    public int MaxFileMegabytes { get; init; } = 500;

    /// <summary>Whether a second colleague has to let an import begin. Null: in Production they do, elsewhere not.</summary>
    public bool? SecondPerson { get; init; }
}

/// <summary>Received files, sealed, under names that nobody outside chose. They are read as streams, whatever their size.</summary>
/// <param name="folder">For what must lie open for a moment.</param>
internal sealed class ImportFiles(SealedFiles files, string folder, ImportOptions options) : IImportFiles
{
    private const string WorkbookExtension = ".book" + ListFile.Extension;
    private const string CardsExtension = ".cards" + ListFile.Extension;
    private const string SheetsExtension = WorkbookExtension + ".sheets";
    private const int SampleRows = 200;
    private const int SampleLetters = 256 * 1024;

    public async Task<KeptFile> KeepAsync(Stream content, CancellationToken ct)
    {
        var name = $"{Guid.CreateVersion7():n}";
        try
        {
            var (digest, size) = await CopyAsync(content, name, ct);
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
        await using var file = files.Open(storedName);
        var (lines, recognised, isMarked) = await ByteScan.ReadAsync(file, ct);
        if (IsList(storedName))
        {
            var (kind, sheets) = storedName.EndsWith(CardsExtension, StringComparison.Ordinal) ? (ImportKind.Cards, []) : (ImportKind.Workbook, SheetsOf(storedName));
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
        var received = ReceivedOf(storedName);
        files.Delete(received + WorkbookExtension);
        files.Delete(received + SheetsExtension);
        Unpack(received, sheet);
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

    public async Task<string> TextAsync(Stream content, int mostBytes, CancellationToken ct)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await content.ReadAsync(buffer, ct)) > 0)
        {
            Refuse.If(whole.Length + count > mostBytes, "The file is larger than {0} kB: bring it in as several files.", mostBytes / 1000);
            whole.Write(buffer, 0, count);
        }

        whole.Position = 0;
        var (_, encoding, _) = await ByteScan.ReadAsync(whole, ct);
        var bytes = whole.GetBuffer().AsMemory(0, (int)whole.Length);
        var text = Encodings.Of(encoding, Utf16Marks.IsBigEndian(bytes.Span[..Math.Min(bytes.Length, Utf16Marks.Looked)])).GetString(bytes.Span[Utf16Marks.Size(bytes.Span)..]);
        var amiss = text.AsSpan().IndexOfAny(Encodings.Undecodable, '\0');
        Refuse.If(amiss >= 0, "Line {0} has bytes that are no letters. Was the file cut off, or saved in two encodings?", 1 + text.AsSpan(0, Math.Max(amiss, 0)).Count('\n'));
        return text;
    }

    public IReadOnlyList<string> ReceivedBefore(DateTimeOffset moment) => files.ReceivedBefore(moment);

    public bool Has(string storedName) => files.Has(storedName);

    public void Delete(string storedName)
    {
        foreach (var made in new[] { SheetsExtension, WorkbookExtension, CardsExtension, "" })
        {
            files.Delete(ReceivedOf(storedName) + made);
        }
    }

    public void DeleteUnsealed(DateTimeOffset before)
    {
        var here = new DirectoryInfo(folder);
        foreach (var file in here.Exists ? here.EnumerateFiles().Where(f => f.Extension != FolderKeys.Extension && f.LastWriteTimeUtc < before.UtcDateTime) : [])
        {
            file.Delete();
        }
    }

    private static bool IsList(string storedName) => storedName.EndsWith(ListFile.Extension, StringComparison.Ordinal);

    private static string ReceivedOf(string storedName) => storedName[..SealedFiles.IdLength];

    /// <summary>The one that was taken, and all there are.</summary>
    private string[] SheetsOf(string storedName)
    {
        using var text = new StreamReader(files.Open(ReceivedOf(storedName) + SheetsExtension));
        return text.ReadToEnd().Split('\n');
    }

    /// <summary>Under which name its rows can be read.</summary>
    private async Task<string> FormOfAsync(string name, CancellationToken ct)
    {
        var first = new byte[64];
        await using (var file = files.Open(name))
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
        using var received = files.Open(name);
        using var book = UnnamedFile.CopyOf(received, folder);
        WorkbookLimits.Demand(book);
        book.Position = 0;
        var list = name + WorkbookExtension;
        var (sheets, taken) = Made(list, text => Workbook.Convert(book, text, sheet));
        Made(name + SheetsExtension, text =>
        {
            text.Write(string.Join('\n', sheets.Prepend(taken)));
            return true;
        });
        return list;
    }

    private async Task<string> CardsAsync(string name, CancellationToken ct)
    {
        await using var file = files.Open(name);
        var (_, encoding, _) = await ByteScan.ReadAsync(file, ct);
        using var text = Text(name, encoding);
        return Made(name + CardsExtension, list =>
        {
            CardFile.Convert(text, list);
            return name + CardsExtension;
        });
    }

    private T Made<T>(string name, Func<StreamWriter, T> write)
    {
        using var draft = files.Create(name);
        using var text = ListFile.WriterOn(draft.Content);
        var made = write(text);
        text.Flush();
        draft.Finish();
        return made;
    }

    // The mark at the beginning is no letter of the first header; UTF-16 may be either way round.
    private StreamReader Text(string storedName, ImportEncoding encoding)
    {
        Span<byte> first = stackalloc byte[Utf16Marks.Looked];
        using (var looked = files.Open(storedName))
        {
            first = first[..looked.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)];
        }

        var file = files.Open(storedName);
        Span<byte> mark = stackalloc byte[Utf16Marks.Size(first)];
        file.ReadExactly(mark);
        return new(file, Encodings.Of(encoding, Utf16Marks.IsBigEndian(first)), detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);
    }

    private async Task<(string Digest, long Size)> CopyAsync(Stream content, string name, CancellationToken ct)
    {
        using var draft = files.Create(name);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            var size = 0L;
            int count;
            while ((count = await content.ReadAsync(buffer, ct)) > 0)
            {
                size += count;
                Refuse.If(size > options.MaxFileMegabytes * 1024L * 1024, "The file is larger than {0} MB. Split it.", options.MaxFileMegabytes);
                await draft.Content.WriteAsync(buffer.AsMemory(0, count), ct);
            }

            Refuse.If(size == 0, "The file is empty.");
            return (draft.Finish().Digest, size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
