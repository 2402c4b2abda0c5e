using BankCrm.Application.Common;
using BankCrm.Domain.Segments.Scores;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Scores;

/// <summary>The histories with what was learnt of them, the latest first.</summary>
[Allow(ScorePermissions.Read)]
public sealed record ListScores(string? After = null);

/// <param name="InUse">The version that scores customers. Null: none.</param>
/// <param name="Auc">Of that version, else of the latest that was learnt. Null: none was.</param>
public sealed record ScoreRow(Guid Id, string Name, HistoryState State, int Rows, int Known, int Came, DateTimeOffset BroughtAt, int? InUse, int? Waiting, int Scored, double? Auc, double? AucMargin);

internal sealed class ListScoresHandler(CrmDb db) : IQueryHandler<ListScores, Page<ScoreRow>>
{
    private const int Size = 30;

    public async Task<Page<ScoreRow>> HandleAsync(ListScores query, CancellationToken ct)
    {
        var histories = db.OutcomeHistories.AsQueryable();
        if (Cursor.TryRead<Guid>(query.After, out var last))
        {
            histories = histories.Where(h => h.Id < last);
        }

        var page = await histories.OrderByDescending(h => h.Id)
            .Select(h => new { h.Id, h.Name, h.State, h.Rows, h.Known, h.Came, h.BroughtAt })
            .ToPageAsync(Size, h => h.Id, ct);
        List<Guid> ids = [.. page.Items.Select(h => h.Id)];
        var versions = (await db.ScoreVersions.Where(v => ids.Contains(v.HistoryId) && v.Report != null).OrderByDescending(v => v.Number)
            .Select(v => new { v.HistoryId, v.Number, v.State, v.Scored, v.Report }).ToListAsync(ct)).ToLookup(v => v.HistoryId);
        return new(
            [
                .. page.Items.Select(h =>
                {
                    var inUse = versions[h.Id].FirstOrDefault(v => v.State is ScoreState.InUse);
                    var figures = (inUse ?? versions[h.Id].FirstOrDefault())?.Report is { } report ? ScoreReport.FromJson(report).Figures : null;
                    return new ScoreRow(
                        h.Id, h.Name, h.State, h.Rows, h.Known, h.Came, h.BroughtAt, inUse?.Number, versions[h.Id].FirstOrDefault(v => v.State is ScoreState.Learnt)?.Number, inUse?.Scored ?? 0,
                        figures?.Auc, figures?.AucMargin);
                }),
            ],
            page.Next);
    }
}
