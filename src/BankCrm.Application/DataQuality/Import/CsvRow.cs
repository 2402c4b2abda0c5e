using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>One record of a file, as it stands there.</summary>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="Fault">Why it cannot be read. Null: it can.</param>
public sealed record CsvRow(int Line, string[] Cells, Fault? Fault = null)
{
    /// <summary>The other rows of the same customer, where rows are joined.</summary>
    public IReadOnlyList<CsvRow> Further { get; init; } = [];

    public bool IsBlank => Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);
}

/// <summary>What was seen when a file was opened for the first time.</summary>
/// <param name="Lines">How many there are, roughly: line breaks within cells count.</param>
/// <param name="First">Its first records.</param>
public sealed record FileLook(ImportEncoding Encoding, char Delimiter, long Lines, IReadOnlyList<CsvRow> First)
{
    public ImportKind Kind { get; init; }

    /// <summary>Of a workbook: the sheet that was taken, and all there are.</summary>
    public string Sheet { get; init; } = "";

    public IReadOnlyList<string> Sheets { get; init; } = [];

    /// <summary>What its columns are called where no line of the file says so. Null: some line does, or none.</summary>
    public IReadOnlyList<string>? Names { get; init; }
}

/// <summary>A file that was received, under a name of our own.</summary>
/// <param name="Digest">SHA-256, hexadecimal.</param>
public sealed record KeptFile(string StoredName, string Digest, long Size);

/// <summary>The folder of received files, and how they are read.</summary>
public interface IImportFiles
{
    /// <exception cref="RefusedException">It is empty or too large.</exception>
    Task<KeptFile> KeepAsync(Stream content, CancellationToken ct);

    /// <summary>Recognises encoding and delimiter where they are not given.</summary>
    /// <exception cref="RefusedException">It is no such text; the sentence says what it is, or which line cannot be read.</exception>
    Task<FileLook> LookAsync(string storedName, ImportEncoding? encoding, char? delimiter, CancellationToken ct);

    /// <summary>All records, streaming: a record that cannot be read comes with its fault, and the next follows.</summary>
    IEnumerable<CsvRow> Rows(string storedName, ImportEncoding encoding, char delimiter);

    /// <summary>The same of a text that was never a file.</summary>
    IEnumerable<CsvRow> Rows(string text);

    /// <summary>A small file as text, whatever its letters are written in; it is not kept.</summary>
    /// <exception cref="RefusedException">It is no text, longer than this, or has bytes that are no letters.</exception>
    Task<string> TextAsync(Stream content, int mostBytes, CancellationToken ct);

    /// <summary>Reads another sheet of a workbook from now on.</summary>
    void TakeSheet(string storedName, string sheet);

    /// <summary>Those received before, whatever was made of them since.</summary>
    IReadOnlyList<string> ReceivedBefore(DateTimeOffset moment);

    /// <summary>False: it was deleted.</summary>
    bool Has(string storedName);

    /// <summary>With whatever was made of it.</summary>
    void Delete(string storedName);

    /// <summary>Deletes what lies there unsealed: files received by an older program, which nobody reads any more.</summary>
    void DeleteUnsealed(DateTimeOffset before);
}
