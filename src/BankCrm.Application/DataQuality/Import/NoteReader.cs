using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>What the note of a row says, who wrote it, and when.</summary>
/// <param name="source">The file that tells.</param>
internal sealed class NoteReader(ImportLayout layout, ImportMapping mapping, RowCells cells, DateTimeOffset now, string source)
{
    // Systems that know no date of the note know that of its record, and who made it.
    private readonly ImportField dated = mapping.Has(ImportField.NoteDate) ? ImportField.NoteDate : ImportField.RegisteredOn;
    private readonly bool tells = mapping.Has(ImportField.NoteAuthor) || mapping.Has(ImportField.NoteDate);

    /// <summary>One column as it stands; several, each with what it is called.</summary>
    public string TextOf(CsvRow row)
    {
        var text = mapping.Columns.Count(c => c is ImportField.Note) > 1
            ? string.Join('\n', cells.All(row, ImportField.Note).Select(c => layout.Headers[c.Column].Length == 0 ? c.Text : $"{layout.Headers[c.Column]}: {c.Text}"))
            : CellText.Clean(cells.Cell(row, ImportField.Note));
        return text.Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    /// <summary>Null: the file says nothing of it.</summary>
    public NoteOrigin? OriginOf(CsvRow row, RowNotes notes)
    {
        if (!tells)
        {
            return null;
        }

        var author = cells.Text(row, ImportField.NoteAuthor);
        author = CellText.IsNothing(author) ? "" : author;
        if (CleanText.Check(author, Note.AuthorMaxLength) is { } unclean)
        {
            notes.Fault(ImportField.NoteAuthor, unclean);
        }

        var at = MomentOf(row, notes);
        return author.Length > 0 || at is not null ? new(author, at, source) : null;
    }

    private DateTimeOffset? MomentOf(CsvRow row, RowNotes notes)
    {
        var cell = cells.Cell(row, dated);
        if (CellText.IsNothing(CellText.Number(cell)))
        {
            return null;
        }

        var (at, fault) = DateText.ReadMoment(cell, mapping.DateOrder);
        fault ??= at > now ? new("A note cannot have been written in the future.") : null;
        if (fault is not null)
        {
            notes.Fault(dated, fault);
        }

        return at;
    }
}
