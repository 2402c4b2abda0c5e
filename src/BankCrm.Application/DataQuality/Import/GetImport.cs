using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Import;

[Allow(CustomerPermissions.Import, StatementPermissions.Take)]
public sealed record GetImport(Guid Id);

/// <summary>An import as its page shows it.</summary>
/// <param name="NeedsAnother">A colleague has to let it begin: this one prepared it.</param>
/// <param name="IsSameFile">The same bytes were imported before.</param>
public sealed record ImportShown(
    Guid Id, ImportSubject Subject, string FileName, string Branch, string? By, DateTimeOffset UploadedAt, long Size, string Digest, ImportStatus Status, ImportLayout Layout,
    ImportMapping Mapping, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? Failure, bool IsAtWork, bool IsSameFile, ImportCounts Counts,
    IReadOnlyList<ReasonCount> Reasons, bool MayResume, bool MayUndo, bool NeedsAnother);

/// <param name="Line">How far it is; of roughly <paramref name="Lines"/>.</param>
public sealed record ImportCounts(int Imported, int Refused, int AlreadyThere, int Remarked, int LeftOut, long Line, long Lines)
{
    /// <summary>Customers of the bank whom rows changed, or would change.</summary>
    public int Updated { get; init; }

    public int Undone { get; init; }

    /// <summary>Not undone, because somebody has changed them since.</summary>
    public int LeftChanged { get; init; }

    /// <summary>Customers the import has written, and who could be as before.</summary>
    public int Written => Imported + Updated;
}

/// <summary>How many rows have the same to be said of them.</summary>
public sealed record ReasonCount(ImportFindingKind Kind, ImportField? Field, string Sentence, string[] Args, int Rows);

internal sealed class GetImportHandler(CrmDb db, CurrentUser user, ImportPolicy policy, TimeProvider clock) : IQueryHandler<GetImport, ImportShown>
{
    private const int Reasons = 50;

    public async Task<ImportShown> HandleAsync(GetImport query, CancellationToken ct)
    {
        var run = await db.ImportsSeenBy(user).SingleOrDefaultAsync(r => r.Id == query.Id, ct) ?? throw new NotFoundException();
        var progress = await db.ImportProgress.SingleAsync(p => p.RunId == run.Id, ct);
        var branch = await db.Branches.Where(b => b.Id == run.BranchId).Select(b => b.Name).SingleAsync(ct);
        var by = await db.Staff.Where(s => s.Id == run.UploadedBy).Select(s => s.Name).SingleOrDefaultAsync(ct);
        var isSame = await db.Imports.AnyAsync(r => r.Digest == run.Digest && r.Id != run.Id && r.Status == ImportStatus.Done, ct);
        var reasons = run.IsAtWork ? [] : await ReasonsAsync(run.Id, ct);
        return new(
            run.Id, run.Subject, run.FileName, branch, by, run.UploadedAt, run.Size, run.Digest, run.Status, run.Layout, run.Mapping, run.StartedAt, run.FinishedAt, run.Failure,
            run.IsAtWork, isSame,
            new(progress.Imported, progress.Refused, progress.AlreadyThere, progress.Remarked, progress.LeftOut, progress.LastLine, run.Lines)
            {
                Updated = progress.Updated,
                Undone = progress.Undone,
                LeftChanged = progress.LeftChanged,
            },
            reasons, run.MayResume(clock.GetUtcNow()), run.MayUndo(clock.GetUtcNow()) && user.MayImport(ImportMode.CreateAndUpdate),
            policy.NeedsSecondPerson && run.WasPreparedBy(user.StaffId));
    }

    // Of many rows each has its own line or code to tell of: the report names them.
    private async Task<List<ReasonCount>> ReasonsAsync(Guid runId, CancellationToken ct) =>
    [
        .. (await CountedAsync(runId, ct)).Select(r => r.Rows == 1 ? r : r with { Args = [.. r.Args.Select(_ => "…")] }),
    ];

    private async Task<List<ReasonCount>> CountedAsync(Guid runId, CancellationToken ct) =>
        await db.ImportFindings.Where(f => f.RunId == runId)
            .GroupBy(f => new { f.Kind, f.Field, f.Sentence })
            .Select(g => new { g.Key, Rows = g.Count(), First = g.Min(f => f.Id) })
            .OrderByDescending(g => g.Rows).Take(Reasons)
            .Join(db.ImportFindings, g => g.First, f => f.Id, (g, f) => new ReasonCount(g.Key.Kind, g.Key.Field, g.Key.Sentence, f.Args, g.Rows))
            .ToListAsync(ct);
}

[Allow(CustomerPermissions.Import, StatementPermissions.Take)]
public sealed record ListImports(string? After = null);

public sealed record ImportRow(
    Guid Id, ImportSubject Subject, string FileName, string Branch, string? By, DateTimeOffset UploadedAt, ImportStatus Status, int Imported, int Refused, int AlreadyThere);

internal sealed class ListImportsHandler(CrmDb db, CurrentUser user) : IQueryHandler<ListImports, Page<ImportRow>>
{
    private const int Size = 20;

    public async Task<Page<ImportRow>> HandleAsync(ListImports query, CancellationToken ct)
    {
        var runs = db.ImportsSeenBy(user);
        if (Cursor.TryRead(query.After, out Guid last))
        {
            runs = runs.Where(r => r.Id.CompareTo(last) < 0);
        }

        return await runs.OrderByDescending(r => r.Id)
            .Join(db.Branches, r => r.BranchId, b => b.Id, (r, b) => new { Run = r, Branch = b.Name })
            .Join(db.ImportProgress, r => r.Run.Id, p => p.RunId, (r, p) => new { r.Run, r.Branch, Progress = p })
            .LeftJoin(db.Staff, r => r.Run.UploadedBy, s => s.Id, (r, s) => new ImportRow(
                r.Run.Id, r.Run.Subject, r.Run.FileName, r.Branch, s!.Name, r.Run.UploadedAt, r.Run.Status, r.Progress.Imported, r.Progress.Refused, r.Progress.AlreadyThere))
            .ToPageAsync(Size, r => r.Id, ct);
    }
}

/// <summary>That the rows which did not come in are about to be downloaded.</summary>
[Allow(CustomerPermissions.Import, StatementPermissions.Take)]
public sealed record TakeImportReport(Guid Id) : IRecorded<string>
{
    public AuditRecord Record(string result) =>
        new(AuditEvents.Downloaded) { ObjectType = nameof(ImportRun), ObjectId = Id, ReasonText = result };
}

internal sealed class TakeImportReportHandler(CrmDb db, CurrentUser user) : IQueryHandler<TakeImportReport, string>
{
    /// <summary>The name of the file the report is on.</summary>
    public async Task<string> HandleAsync(TakeImportReport query, CancellationToken ct) =>
        await db.ImportsSeenBy(user).Where(r => r.Id == query.Id).Select(r => r.FileName).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
}

[Allow(CustomerPermissions.Import)]
public sealed record ListImportedCustomers(Guid Id, string? After);

public sealed record ImportedRow(int Line, Guid CustomerId, string Number, string Name, string Branch, ImportAction Action);

internal sealed class ListImportedCustomersHandler(CrmDb db) : IQueryHandler<ListImportedCustomers, Page<ImportedRow>>
{
    private const int Size = 50;

    public async Task<Page<ImportedRow>> HandleAsync(ListImportedCustomers query, CancellationToken ct)
    {
        var rows = db.ImportedCustomers.Where(r => r.RunId == query.Id);
        if (Cursor.TryRead(query.After, out int last))
        {
            rows = rows.Where(r => r.Line > last);
        }

        return await rows.OrderBy(r => r.Line)
            .Join(db.Customers, r => r.CustomerId, c => c.Id, (r, c) => new { Row = r, Customer = c })
            .Join(db.Branches, r => r.Customer.BranchId, b => b.Id, (r, b) => new ImportedRow(r.Row.Line, r.Customer.Id, r.Customer.Number, r.Customer.Name, b.Name, r.Row.Action))
            .ToPageAsync(Size, r => r.Line, ct);
    }
}
