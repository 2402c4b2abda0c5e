using System.Text.RegularExpressions;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.DataQuality.Import;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>The first rows of a file, as they stand and as they are understood.</summary>
[Allow(CustomerPermissions.Import)]
public sealed record PreviewImport(Guid Id);

/// <param name="Samples">For each column, what stands in its first cells.</param>
/// <param name="NeedsDateOrder">Some day can be read in two ways.</param>
public sealed record ImportPreview(
    IReadOnlyList<string> Samples, bool NeedsDateOrder, IReadOnlyList<ImportField> Fields, IReadOnlyList<PreviewRow> Rows,
    IReadOnlyList<BranchChoice> Branches, IReadOnlyList<UnknownWord> Unknown, IReadOnlyList<LeftOutRow> LeftOut);

/// <summary>A word of the file that is none of ours.</summary>
/// <param name="Rows">In how many of the first rows it stands.</param>
public sealed record UnknownWord(ImportField Field, string Word, int Rows);

/// <summary>A line among the first that is taken for no customer.</summary>
public sealed record LeftOutRow(int Line, NoCustomer What, string Text);

/// <summary>A branch whoever imports may put customers into.</summary>
public sealed record BranchChoice(string Code, string Name);

public sealed record PreviewRow(int Line, IReadOnlyList<PreviewCell> Cells, Fault? Fault);

/// <summary>What a field was understood to be, with what is wrong with it. Documents and telephones are masked.</summary>
/// <param name="Choice">What the cell stands for, where we have a word of our own.</param>
public sealed record PreviewCell(string Text, Fault? Fault, bool IsRemark = false, Enum? Choice = null);

internal sealed partial class PreviewImportHandler(CrmDb db, CurrentUser user, IImportFiles files, TimeProvider clock) : IQueryHandler<PreviewImport, ImportPreview>
{
    private const int LookedThrough = 2000;
    private const int Rows = 20;
    private const int Listed = 12;
    private const int Samples = 3;

    public async Task<ImportPreview> HandleAsync(PreviewImport query, CancellationToken ct)
    {
        var run = await db.Imports.SingleOrDefaultAsync(r => r.Id == query.Id, ct) ?? throw new NotFoundException();
        var (layout, mapping) = (run.Layout, run.Mapping);
        var reader = new DraftReader(layout, mapping, clock.GetUtcNow(), run.FileName);
        var looked = files.Rows(run.StoredName, layout.Encoding, layout.Delimiter).Take(LookedThrough).ToList();
        var first = looked.Where(r => !reader.IsNoCustomer(r)).ToList();
        var fields = Enum.GetValues<ImportField>().Where(mapping.Has).ToList();
        return new(
            [.. layout.Headers.Index().Select(h => SampleOf(first, h.Index))],
            Suggestion.NeedsDateOrder(mapping.Columns, first), fields, [.. first.Take(Rows).Select(r => Shown(reader.Read(r), fields, reader))],
            await db.Branches.Where(b => b.ClosedAt == null && (user.SeesAllBranches || user.Branches.Contains(b.Id)))
                .OrderBy(b => b.Name).Select(b => new BranchChoice(b.Code, b.Name)).ToListAsync(ct),
            Unknown(first, reader), [.. LeftOut(looked, reader).Take(Listed)]);
    }

    private static List<UnknownWord> Unknown(List<CsvRow> rows, DraftReader reader) =>
    [
        .. rows.Where(r => r.Fault is null).SelectMany(reader.UnknownWords).GroupBy(w => w)
            .Select(g => new UnknownWord(g.Key.Field, g.Key.Word, g.Count()))
            .OrderBy(w => w.Field).ThenByDescending(w => w.Rows).Take(4 * Listed),
    ];

    private static IEnumerable<LeftOutRow> LeftOut(List<CsvRow> rows, DraftReader reader) =>
        from row in rows
        let what = reader.WhyNoCustomer(row)
        where what is not (null or NoCustomer.Blank or NoCustomer.Header)
        let text = string.Join(' ', row.Cells.Select(CellText.Clean).Where(c => c.Length > 0).Select(Masked))
        select new LeftOutRow(row.Line, what.Value, text.Length > 80 ? text[..80] + "…" : text);

    private static string SampleOf(List<CsvRow> rows, int column) => string.Join(" · ", rows
        .Where(r => column < r.Cells.Length).Select(r => CellText.Clean(r.Cells[column])).Where(c => c.Length > 0).Distinct().Take(Samples)
        .Select(c => Masked(c.Length > 40 ? c[..40] + "…" : c)));

    private static string Masked(string cell) => cell.Contains(';') ? string.Join("; ", cell.Split(';', StringSplitOptions.TrimEntries).Select(MaskedOne)) : MaskedOne(cell);

    /// <summary>What looks like the number of a person, a telephone or a card, whatever column it stands in.</summary>
    private static string MaskedOne(string cell) =>
        cell.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? $"{cell[0]}***{cell[at..]}"
        : cell.Length <= IdentityNumber.MaxLength && LongNumber().IsMatch(HalfWidth.Of(cell)) ? Mask.Middle(cell, 3, 4)
        : cell;

    private static PreviewRow Shown(ReadRow row, List<ImportField> fields, DraftReader reader) => new(
        row.Line,
        [
            .. fields.Select(f => row.Faults.FirstOrDefault(x => x.Field == f) is { } fault ? new PreviewCell(Masked(reader.Raw(row.Row, f)), fault.Fault)
                : row.Remarks.FirstOrDefault(x => x.Field == f) is { } remark ? new PreviewCell(Masked(reader.Raw(row.Row, f)), remark.Fault, IsRemark: true)
                : new PreviewCell(Understood(row, f, reader), null, Choice: f is ImportField.RelationRole ? row.Relation?.Role : ChoiceOf(row.Draft, f))),
        ],
        row.Faults.FirstOrDefault(f => f.Field is null || !fields.Contains(f.Field.Value))?.Fault);

    private static Enum? ChoiceOf(CustomerDraft draft, ImportField field) => field switch
    {
        ImportField.Kind => draft.Kind,
        ImportField.DocumentKind => draft.DocumentKind,
        ImportField.Sex => draft.Sex,
        ImportField.Tier => draft.Tier,
        ImportField.Stage => draft.Stage,
        ImportField.Appetite => draft.Appetite,
        _ => null,
    };

    private static string Understood(ReadRow row, ImportField field, DraftReader reader)
    {
        var draft = row.Draft;
        return field switch
        {
            ImportField.Name or ImportField.Surname or ImportField.GivenName => draft.Name,
            ImportField.DocumentNumber => draft.DocumentKind is { } kind && draft.DocumentNumber.Length > 0
                ? IdentityNumber.FromStored(kind, IdentityNumber.Normalise(kind, draft.DocumentNumber)).ToString()
                : "",
            ImportField.BirthDate => Day(draft.BirthDate),
            ImportField.RegisteredOn => Day(draft.RegisteredOn),
            ImportField.DocumentValidUntil => Day(draft.DocumentValidUntil),
            ImportField.Tags => TagText.Join(draft.Tags),
            ImportField.Note => Masked(draft.Note),
            ImportField.NoteDate => DraftText.Moment(draft.NoteOrigin?.At),
            ImportField.Country => draft.DocumentCountry,
            ImportField.Address => draft.Address is { } a ? string.Join(" / ", new[] { a.Province, a.City, a.District, a.Line1 }.Where(p => p.Length > 0)) : "",
            ImportField.Mobile => Mask.Middle(draft.Mobile, 3, 4),
            ImportField.Landline => Mask.Middle(draft.Landline, 3, 2),
            _ => Masked(reader.Raw(row.Row, field)),
        };
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "";

    // Nine digits in a row, or nothing but digits and what stands between those of a telephone; a day has eight, a time its colon.
    [GeneratedRegex(@"\d{9}|^[+(]?\d([\d\s()/.-]*\d){8,}[\dXx]?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LongNumber();
}
