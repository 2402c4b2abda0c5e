using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Who wrote the note of a row, and when.</summary>
/// <param name="source">The file that tells.</param>
internal sealed class NoteReader(RowCells cells, ImportMapping mapping, DateTimeOffset now, string source)
{
    // Systems that know no date of the note know that of its record, and who made it.
    private readonly ImportField dated = mapping.Has(ImportField.NoteDate) ? ImportField.NoteDate : ImportField.RegisteredOn;
    private readonly bool tells = mapping.Has(ImportField.NoteAuthor) || mapping.Has(ImportField.NoteDate);

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
