using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Statements;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Statements;

[Allow(StatementPermissions.Take)]
public sealed record GetStatementFile(Guid Id);

/// <summary>A received file as its page shows it.</summary>
/// <param name="IsSameFile">The same bytes were taken in before.</param>
/// <param name="MayStart">Something in it can be taken in, and the file is still kept.</param>
public sealed record StatementFileShown(
    Guid Id, string FileName, string Message, string Letters, long Size, string? By, DateTimeOffset UploadedAt, string? StartedBy, DateTimeOffset? FinishedAt,
    StatementFileState State, string? Failure, bool IsAtWork, bool IsSameFile, bool MayStart, int Statements, IReadOnlyList<StatementFault> Faults, IReadOnlyList<StatementShown> Rows);

/// <summary>A statement of it.</summary>
public sealed record StatementShown(
    int Place, int Line, StatementState State, string Account, string Name, string Currency, DateOnly? From, DateOnly? Through, decimal? Opening, decimal? Closing,
    decimal Credits, decimal Debits, bool? AddsUp, int Entries, int KnownBefore, int Added, int Known, int Refused, IReadOnlyList<StatementFault> Faults);

internal sealed class GetStatementFileHandler(CrmDb db, TimeProvider clock) : IQueryHandler<GetStatementFile, StatementFileShown>
{
    private const int Most = 200;

    public async Task<StatementFileShown> HandleAsync(GetStatementFile query, CancellationToken ct)
    {
        var file = await db.StatementFiles.SingleOrDefaultAsync(f => f.Id == query.Id, ct) ?? throw new NotFoundException();
        var people = await db.Staff.Where(s => s.Id == file.UploadedBy || s.Id == file.StartedBy).Select(s => new { s.Id, s.Name }).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        var isSame = await db.StatementFiles.AnyAsync(f => f.Digest == file.Digest && f.Id != file.Id && f.State == StatementFileState.Done, ct);
        var counts = await db.ReceivedStatements.Where(s => s.FileId == file.Id).GroupBy(s => s.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);

        // What needs a look first.
        var rows = await db.ReceivedStatements.Where(s => s.FileId == file.Id)
            .OrderBy(s => s.State == StatementState.Wrong ? 0 : s.State == StatementState.NoAccount ? 1 : 2).ThenBy(s => s.Place).Take(Most).ToListAsync(ct);
        return new(
            file.Id, file.FileName, file.Message, file.Letters, file.Size, people.GetValueOrDefault(file.UploadedBy), file.UploadedAt,
            file.StartedBy is { } starter ? people.GetValueOrDefault(starter) : null, file.FinishedAt, file.State, file.Failure, file.IsAtWork, isSame,
            !file.IsAtWork && file.IsKept(clock.GetUtcNow()) && counts.Exists(c => c.Key is StatementState.Ready), counts.Sum(c => c.Count),
            StatementFaults.Read(file.FaultsJson), [.. rows.Select(Shown)]);
    }

    private static StatementShown Shown(ReceivedStatement s) => new(
        s.Place, s.Line, s.State, s.AccountShown, s.Name, s.Currency, s.From, s.Through, s.Opening, s.Closing, s.Credits, s.Debits, s.AddsUp, s.Entries, s.KnownBefore, s.Added,
        s.Known, s.Refused, StatementFaults.Read(s.FaultsJson));
}

[Allow(StatementPermissions.Take)]
public sealed record ListStatementFiles(string? After = null);

public sealed record StatementFileRow(Guid Id, string FileName, string Message, StatementFileState State, int Statements, int Entries, int Added, string? By, DateTimeOffset UploadedAt);

internal sealed class ListStatementFilesHandler(CrmDb db) : IQueryHandler<ListStatementFiles, Page<StatementFileRow>>
{
    private const int Size = 20;

    public async Task<Page<StatementFileRow>> HandleAsync(ListStatementFiles query, CancellationToken ct)
    {
        var files = db.StatementFiles.AsQueryable();
        if (Cursor.TryRead(query.After, out Guid last))
        {
            files = files.Where(f => f.Id.CompareTo(last) < 0);
        }

        return await files.OrderByDescending(f => f.Id)
            .LeftJoin(db.Staff, f => f.UploadedBy, s => s.Id, (f, s) => new StatementFileRow(
                f.Id, f.FileName, f.Message, f.State, db.ReceivedStatements.Count(r => r.FileId == f.Id), db.ReceivedStatements.Where(r => r.FileId == f.Id).Sum(r => r.Entries),
                db.ReceivedStatements.Where(r => r.FileId == f.Id).Sum(r => r.Added), s!.Name, f.UploadedAt))
            .ToPageAsync(Size, f => f.Id, ct);
    }
}
