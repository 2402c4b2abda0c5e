using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Import.Ledger;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Takes in a file, recognises what it is, and suggests what its columns mean.</summary>
/// <param name="Encoding">Null: UTF-8, or what the mark at the file's beginning says.</param>
/// <param name="BranchId">Null: the branch of whoever uploads it.</param>
[Allow(CustomerPermissions.Import, StatementPermissions.Take)]
public sealed record UploadImport(Guid Id, string FileName, Stream Content, ImportEncoding? Encoding, Guid? BranchId = null)
{
    /// <summary>Null: to be recognised by the columns.</summary>
    public ImportSubject? Subject { get; init; }

    /// <summary>Which system keeps the accounts. Empty: to be said with the columns.</summary>
    public string Source { get; init => field = value?.Trim().ToUpperInvariant() ?? ""; } = "";
}

internal sealed class UploadImportValidator : AbstractValidator<UploadImport>
{
    public UploadImportValidator()
    {
        RuleFor(u => u.Id).NotEmpty();
        RuleFor(u => u.Content).NotNull();
        RuleFor(u => u.FileName).NotEmpty();
        RuleFor(u => u.Encoding).IsInEnum();
        RuleFor(u => u.Subject).IsInEnum();
        RuleFor(u => u.Source).MaximumLength(Account.SourceMaxLength);
    }
}

internal sealed class UploadImportHandler(CrmDb db, CurrentUser user, IImportFiles files, TimeProvider clock) : ICommandHandler<UploadImport>
{
    public async Task HandleAsync(UploadImport command, CancellationToken ct)
    {
        var branchId = command.BranchId ?? user.HomeBranchId;
        Refuse.If(branchId is null || !(user.SeesAllBranches || user.Branches.Contains(branchId.Value)), "Choose a branch that is yours.");

        var kept = await files.KeepAsync(command.Content, ct);
        try
        {
            var look = await files.LookAsync(kept.StoredName, command.Encoding, delimiter: null, ct);
            var subject = SubjectOf(command, look);
            user.DemandImport(subject);
            var (layout, mapping) = FirstReading.Of(look, headerLine: null, subject);
            var now = clock.GetUtcNow();
            var before = await db.Imports.Where(r => r.Digest == kept.Digest && r.Subject == subject && r.BranchId == branchId.Value).OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct);
            mapping = await db.LearnedAsync(branchId.Value, subject, layout.Headers, ct) is { } learned
                ? learned with { DateOrder = mapping.DateOrder ?? learned.DateOrder, DecimalSign = mapping.DecimalSign ?? learned.DecimalSign } // what this file shows goes first
                : mapping;
            mapping = before is { Status: not ImportStatus.Uploaded } && before.Layout.Headers.SequenceEqual(layout.Headers)
                ? before.Mapping // the very same file means the same
                : await db.WithDefaultsAsync(branchId.Value, mapping, before?.FirstReceivedAt ?? now, command.Source, ct);
            var file = new ReceivedFile(Shown(command.FileName), kept.StoredName, kept.Digest, kept.Size, look.Lines);
            var run = ImportRun.Receive(command.Id, branchId.Value, file, layout, mapping, user.StaffId, now, before?.FirstReceivedAt);
            db.Add(run);
            db.Add(ImportProgress.Of(run));
        }
        catch
        {
            files.Delete(kept.StoredName);
            throw;
        }
    }

    private ImportSubject SubjectOf(UploadImport command, FileLook look)
    {
        if (command.Subject is { } said)
        {
            return said;
        }

        var recognised = user.May(StatementPermissions.Take) && look.Names is null ? LedgerSuggestion.SubjectOf(look.First) : ImportSubject.Customers;
        Refuse.If(recognised is ImportSubject.Customers && !user.May(CustomerPermissions.Import), "Say whether the file holds accounts or movements.");
        return recognised;
    }

    /// <summary>A name that cannot break a line, a path or a page.</summary>
    private static string Shown(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        var clean = string.Concat(name.EnumerateRunes().Where(r => CleanText.Check(r.ToString(), 2) is null).Select(r => r.ToString()));
        return clean.Length == 0 ? "list.csv" : clean.Length > ImportRun.FileNameMaxLength ? clean[^ImportRun.FileNameMaxLength..] : clean;
    }
}

/// <summary>What a file looks like at first sight.</summary>
internal static class FirstReading
{
    /// <param name="headerLine">Null: to be recognised. 0: there is none.</param>
    /// <exception cref="RefusedException">There is no row in it.</exception>
    public static (ImportLayout Layout, ImportMapping Suggested) Of(FileLook look, int? headerLine, ImportSubject subject = ImportSubject.Customers)
    {
        var (layout, mapping) = look.Names is { } names
            ? (new(look.Encoding, look.Delimiter, HeaderLine: 0, names), Suggested(subject, names, look.First))
            : Recognised(look, headerLine, subject);
        return (layout with { Kind = look.Kind, Sheet = look.Sheet, Sheets = look.Sheets }, mapping);
    }

    private static (ImportLayout Layout, ImportMapping Suggested) Recognised(FileLook look, int? headerLine, ImportSubject subject)
    {
        if (headerLine is 0 || (headerLine is null && HeaderOf(subject, look.First) is null))
        {
            return Nameless(look, subject);
        }

        var header = headerLine is { } line ? look.First.FirstOrDefault(r => r.Line == line && r.Fault is null) : HeaderOf(subject, look.First);
        Refuse.If(header is null, "This line cannot be the header.");
        var headers = header.Cells.Select(CellText.Clean).ToList();
        return (new(look.Encoding, look.Delimiter, header.Line, headers), Suggested(subject, headers, [.. look.First.Where(r => r.Line > header.Line)]));
    }

    /// <summary>Columns without names, as many as most rows have cells.</summary>
    private static (ImportLayout Layout, ImportMapping Suggested) Nameless(FileLook look, ImportSubject subject)
    {
        var readable = look.First.Where(r => r.Fault is null).ToLookup(r => r.IsBlank);
        var counts = (readable[false].Any() ? readable[false] : readable[true]).GroupBy(r => r.Cells.Length).ToList();
        Refuse.If(counts.Count == 0, "There is no row in the file that can be read.");
        var headers = Enumerable.Repeat("", counts.MaxBy(g => (g.Count(), g.Key))!.Key).ToList();
        return (new(look.Encoding, look.Delimiter, HeaderLine: 0, headers), Suggested(subject, headers, look.First));
    }

    private static CsvRow? HeaderOf(ImportSubject subject, IReadOnlyList<CsvRow> first) =>
        (subject is ImportSubject.Customers ? null : LedgerSuggestion.Header(subject, first)) ?? Suggestion.Header(first);

    private static ImportMapping Suggested(ImportSubject subject, IReadOnlyList<string> headers, IReadOnlyList<CsvRow> rows) =>
        subject is ImportSubject.Customers ? Suggestion.Mapping(headers, rows) : LedgerSuggestion.Mapping(subject, headers, rows);
}
