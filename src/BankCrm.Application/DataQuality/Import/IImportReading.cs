using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Reads a file as an import would, apart from the bank: what was recognised, and each row as it was understood.</summary>
public interface IImportReading
{
    /// <exception cref="RefusedException">It is empty, too large, or no list at all.</exception>
    Task<FileReading> OpenAsync(Stream content, string fileName, ReadingWishes wishes, CancellationToken ct);
}

/// <summary>What whoever reads a file knows better. Null: recognise it.</summary>
/// <param name="HeaderLine">0: there is no header.</param>
public sealed record ReadingWishes(
    ImportEncoding? Encoding = null, char? Delimiter = null, int? HeaderLine = null, DateOrder? DateOrder = null, ImportMapping? Mapping = null,
    bool JoinsRows = false);

/// <summary>A file that was opened for reading. Its copy goes when it is disposed.</summary>
/// <param name="NeedsDateOrder">A day of the first rows can be read in two ways, and nobody has said which.</param>
/// <param name="Rows">Every row, in the order of the file, streaming.</param>
public sealed record FileReading(
    ImportLayout Layout, ImportMapping Mapping, bool NeedsDateOrder, IEnumerable<RowReading> Rows, Action Close) : IDisposable
{
    public void Dispose() => Close();
}

/// <summary>A row as understood.</summary>
/// <param name="LeftOut">Null: a customer, or meant to be one.</param>
/// <param name="Cells">As they stand in the file.</param>
/// <param name="Fields">What the file says of the customer, in the form in which it is kept. Nothing is masked.</param>
/// <param name="Others">Cells of columns that mean nothing here, by header.</param>
/// <param name="Refusals">Empty: the row comes in.</param>
public sealed record RowReading(
    int Line, NoCustomer? LeftOut, IReadOnlyList<string> Cells, IReadOnlyDictionary<ImportField, string> Fields, IReadOnlyDictionary<string, string> Others,
    IReadOnlyList<RowFault> Refusals, IReadOnlyList<RowFault> Remarks);
