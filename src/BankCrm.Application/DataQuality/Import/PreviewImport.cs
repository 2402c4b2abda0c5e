using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.DataQuality.Import.Ledger;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.DataQuality.Import;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>The first rows of a file, as they stand and as they are understood.</summary>
[Allow(CustomerPermissions.Import, StatementPermissions.Take)]
public sealed record PreviewImport(Guid Id);

/// <param name="Samples">For each column, what stands in its first cells.</param>
/// <param name="NeedsDateOrder">Some day can be read in two ways.</param>
/// <param name="NeedsDecimalSign">Some amount can.</param>
public sealed record ImportPreview(
    IReadOnlyList<string> Samples, bool NeedsDateOrder, bool NeedsDecimalSign, IReadOnlyList<ImportField> Fields, IReadOnlyList<PreviewRow> Rows,
    IReadOnlyList<BranchChoice> Branches, IReadOnlyList<UnknownWord> Unknown, IReadOnlyList<LeftOutRow> LeftOut);

/// <summary>A word of the file that is none of ours.</summary>
/// <param name="Rows">In how many of the first rows it stands.</param>
public sealed record UnknownWord(ImportField Field, string Word, int Rows);

/// <summary>A line among the first that is no row of the list.</summary>
public sealed record LeftOutRow(int Line, NoCustomer What, string Text);

/// <summary>A branch whoever imports may put customers into.</summary>
public sealed record BranchChoice(string Code, string Name);

public sealed record PreviewRow(int Line, IReadOnlyList<PreviewCell> Cells, Fault? Fault);

/// <summary>What a field was understood to be, with what is wrong with it. Documents and telephones are masked.</summary>
/// <param name="Choice">What the cell stands for, where we have a word of our own.</param>
public sealed record PreviewCell(string Text, Fault? Fault, bool IsRemark = false, Enum? Choice = null);

internal sealed class PreviewImportHandler(CrmDb db, CurrentUser user, IImportFiles files, TimeProvider clock) : IQueryHandler<PreviewImport, ImportPreview>
{
    private const int LookedThrough = 2000;
    private const int Rows = 20;
    private const int Listed = 12;
    private const int SampleCells = 3;

    public async Task<ImportPreview> HandleAsync(PreviewImport query, CancellationToken ct)
    {
        var run = await db.ImportsSeenBy(user).SingleOrDefaultAsync(r => r.Id == query.Id, ct) ?? throw new NotFoundException();
        var branches = await db.Branches.Where(b => b.ClosedAt == null && (user.SeesAllBranches || user.Branches.Contains(b.Id)))
            .OrderBy(b => b.Name).Select(b => new BranchChoice(b.Code, b.Name)).ToListAsync(ct);
        var looked = files.Rows(run.StoredName, run.Layout.Encoding, run.Layout.Delimiter).Take(LookedThrough).ToList();
        return run.Subject is ImportSubject.Customers ? OfCustomers(run, looked, branches) : OfLedger(run, looked, branches);
    }

    private ImportPreview OfCustomers(ImportRun run, List<CsvRow> looked, List<BranchChoice> branches)
    {
        var mapping = run.Mapping;
        var reader = new DraftReader(run.Layout, mapping, clock.GetUtcNow(), run.FileName);
        var first = looked.Where(r => !reader.IsNoCustomer(r)).ToList();
        var fields = mapping.Subject.Fields.Where(mapping.Has).ToList();
        return new(
            Samples(run.Layout, first), Suggestion.NeedsDateOrder(mapping.Columns, first), NeedsDecimalSign: false, fields,
            [.. first.Take(Rows).Select(r => Shown(reader.Read(r), fields, reader))], branches, Unknown(first, reader.UnknownWords),
            [.. LeftOut(looked, reader.WhyNoCustomer).Take(Listed)]);
    }

    private static ImportPreview OfLedger(ImportRun run, List<CsvRow> looked, List<BranchChoice> branches)
    {
        var mapping = run.Mapping;
        var reader = new LedgerReader(run.Layout, mapping, run.FirstReceivedAt);
        var first = looked.Where(r => reader.WhyNone(r) is null).ToList();
        var fields = mapping.Subject.Fields.Where(mapping.Has).ToList();
        var (order, sign) = (Suggestion.NeedsDateOrder(mapping.Columns, first), LedgerSuggestion.NeedsDecimalSign(mapping.Columns, first));
        var shown = new LedgerPreview(reader, fields);
        return new(
            Samples(run.Layout, first), order, sign, fields, [.. first.Take(Rows).Select(shown.Of)], branches, Unknown(first, reader.UnknownWords),
            [.. LeftOut(looked, reader.WhyNone).Take(Listed)]);
    }

    private static List<string> Samples(ImportLayout layout, List<CsvRow> first) => [.. layout.Headers.Index().Select(h => SampleOf(first, h.Index))];

    private static List<UnknownWord> Unknown(List<CsvRow> rows, Func<CsvRow, IEnumerable<(ImportField Field, string Word)>> unknown) =>
    [
        .. rows.Where(r => r.Fault is null).SelectMany(unknown).GroupBy(w => w)
            .Select(g => new UnknownWord(g.Key.Field, g.Key.Word, g.Count()))
            .OrderBy(w => w.Field).ThenByDescending(w => w.Rows).Take(4 * Listed),
    ];

    private static IEnumerable<LeftOutRow> LeftOut(List<CsvRow> rows, Func<CsvRow, NoCustomer?> why) =>
        from row in rows
        let what = why(row)
        where what is not (null or NoCustomer.Blank or NoCustomer.Header)
        let text = string.Join(' ', row.Cells.Select(CellText.Clean).Where(c => c.Length > 0).Select(PreviewMask.Of))
        select new LeftOutRow(row.Line, what.Value, text.Length > 80 ? text[..80] + "…" : text);

    private static string SampleOf(List<CsvRow> rows, int column) => string.Join(" · ", rows
        .Where(r => column < r.Cells.Length).Select(r => CellText.Clean(r.Cells[column])).Where(c => c.Length > 0).Distinct().Take(SampleCells)
        .Select(c => PreviewMask.Of(c.Length > 40 ? c[..40] + "…" : c)));

    private static PreviewRow Shown(ReadRow row, List<ImportField> fields, DraftReader reader) => new(
        row.Line,
        [
            .. fields.Select(f => row.Faults.FirstOrDefault(x => x.Field == f) is { } fault ? new PreviewCell(PreviewMask.Of(reader.Raw(row.Row, f)), fault.Fault)
                : row.Remarks.FirstOrDefault(x => x.Field == f) is { } remark ? new PreviewCell(PreviewMask.Of(reader.Raw(row.Row, f)), remark.Fault, IsRemark: true)
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
            ImportField.DiedOn => Day(draft.DiedOn),
            ImportField.RegisteredOn => Day(draft.RegisteredOn),
            ImportField.DocumentValidUntil => Day(draft.DocumentValidUntil),
            ImportField.Tags => TagText.Join(draft.Tags),
            ImportField.Note => PreviewMask.Of(draft.Note),
            ImportField.NoteDate => DraftText.Moment(draft.NoteOrigin?.At),
            ImportField.Country => draft.DocumentCountry,
            ImportField.Address => draft.Address is { } a ? string.Join(" / ", new[] { a.Province, a.City, a.District, a.Line1 }.Where(p => p.Length > 0)) : "",
            ImportField.Mobile => Mask.Middle(draft.Mobile, 3, 4),
            ImportField.Landline => Mask.Middle(draft.Landline, 3, 2),
            _ => PreviewMask.Of(reader.Raw(row.Row, field)),
        };
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
