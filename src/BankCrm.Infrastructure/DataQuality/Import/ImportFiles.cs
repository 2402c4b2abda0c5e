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
    private const int SampleRows = 200;
    private const int SampleLetters = 256 * 1024;

    public async Task<KeptFile> KeepAsync(Stream content, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var name = $"{Guid.CreateVersion7():n}.csv";
        try
        {
            var (digest, size) = await CopyAsync(content, Path.Combine(folder, name), ct);
            Refuse.If(size == 0, "The file is empty.");
            return new(name, digest, size);
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
        var (lines, notUtf8, mark) = await ByteScan.ReadAsync(file, ct);
        Refuse.If(
            notUtf8 is not null && (mark ?? encoding) is null,
            "Line {0} is not UTF-8. Choose the encoding of the file: Chinese programs mostly write GB18030.", notUtf8 ?? 0);

        var known = mark ?? encoding ?? ImportEncoding.Utf8;
        using var text = Text(storedName, known);
        var beginning = new char[SampleLetters];
        var count = await text.ReadBlockAsync(beginning, ct);
        var sample = new string(beginning, 0, count);
        var parted = delimiter ?? Delimiters.Recognise(sample);
        return new(known, parted, lines, [.. Rows(storedName, known, parted).Take(SampleRows)]);
    }

    public IEnumerable<CsvRow> Rows(string storedName, ImportEncoding encoding, char delimiter)
    {
        using var text = Text(storedName, encoding);
        foreach (var row in CsvScanner.Read(text, delimiter))
        {
            yield return row;
        }
    }

    public IEnumerable<CsvRow> Rows(string text) => CsvScanner.Read(new StringReader(text), Delimiters.Recognise(text));

    public void Delete(string storedName) => File.Delete(Path.Combine(folder, storedName));

    // The mark at the beginning is no letter of the first header; UTF-16 may be either way round.
    private StreamReader Text(string storedName, ImportEncoding encoding)
    {
        var file = Open(storedName);
        Span<byte> mark = stackalloc byte[3];
        var count = file.ReadAtLeast(mark, 3, throwOnEndOfStream: false);
        var isBigEndian = count >= 2 && mark is [0xFE, 0xFF, ..];
        file.Position = encoding switch
        {
            ImportEncoding.Utf16 when isBigEndian || mark is [0xFF, 0xFE, ..] => 2,
            _ when mark is [0xEF, 0xBB, 0xBF] => 3,
            _ => 0,
        };
        return new(file, Encodings.Of(encoding, isBigEndian), detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);
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
