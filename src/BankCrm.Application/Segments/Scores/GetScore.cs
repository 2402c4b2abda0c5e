using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Segments.Scores;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Scores;

/// <summary>A history, its columns, and one version of the score that was learnt of it.</summary>
/// <param name="Number">Null: the version in use, else the latest.</param>
[Allow(ScorePermissions.Read)]
public sealed record GetScore(Guid Id, int? Number = null);

/// <param name="DecidedBy">Null: nobody said otherwise than what was found.</param>
public sealed record HistoryColumnShown(
    int Place, string Name, HistoryColumnKind Kind, HistoryColumnUse Use, ColumnDoubt Doubt, double? Alone, int Empty, int Distinct, string? DecidedBy, DateTimeOffset? DecidedAt, string? Why);

public sealed record ScoreVersionRow(int Number, ScoreState State, DateTimeOffset AskedAt, string? AskedBy);

/// <param name="LeftOut">Columns that did not speak, and why.</param>
/// <param name="MayDecide">This colleague may, and is not whoever had it learnt.</param>
public sealed record ScoreVersionShown(
    Guid Id, uint Version, int Number, ScoreState State, string? AskedBy, DateTimeOffset AskedAt, DateTimeOffset? LearntAt, double Progress, string? DecidedBy, DateTimeOffset? DecidedAt, string? Remark,
    DateTimeOffset? ScoredAt, int Scored, ScoreModel? Model, ScoreReport? Report, int Seen, IReadOnlyList<(string Name, ColumnDoubt Doubt, HistoryColumnUse Use)> LeftOut, bool MayDecide)
{
    public bool IsAtWork => State is ScoreState.Waiting or ScoreState.Learning;
}

/// <summary>How right the version was about contacts that came to their end after it was learnt.</summary>
public sealed record ScoreCheckShown(DateTimeOffset At, ScoreCheckReport Report);

/// <param name="Gathers">Null: it was brought as a file.</param>
/// <param name="Open">Contacts whose outcome nobody knows yet.</param>
/// <param name="Places">Rows it was given, those of erased customers among them.</param>
/// <param name="Checks">Of the version that is shown, the latest first.</param>
/// <param name="Shown">Null: none was learnt yet.</param>
public sealed record ScoreShown(
    Guid Id, uint Version, string Name, HistoryState State, string FileName, IReadOnlyList<string> Header, HistorySettings? Settings, HistoryOrder Order, HistoryCounts Counts, string? BroughtBy, DateTimeOffset BroughtAt,
    string? Fault, IReadOnlyList<string> FaultArgs, IReadOnlyList<HistoryColumnShown> Columns, IReadOnlyList<ScoreVersionRow> Versions,
    GatherTerms? Gathers, double Progress, int Open, int Places, IReadOnlyList<ScoreCheckShown> Checks, ScoreVersionShown? Shown);

internal sealed class GetScoreHandler(CrmDb db, CurrentUser user, StaffNames staff) : IQueryHandler<GetScore, ScoreShown>
{
    private const int MostVersions = 50;
    private const int MostChecks = 24;

    public async Task<ScoreShown> HandleAsync(GetScore query, CancellationToken ct)
    {
        var history = await db.OutcomeHistories.SingleOrDefaultAsync(h => h.Id == query.Id, ct) ?? throw new NotFoundException();
        var versions = await db.ScoreVersions.Where(v => v.HistoryId == query.Id).OrderByDescending(v => v.Number).Take(MostVersions)
            .Select(v => new { v.Number, v.State, v.AskedAt, v.AskedBy }).ToListAsync(ct);
        var number = query.Number ?? (versions.Find(v => v.State is ScoreState.InUse) ?? versions.FirstOrDefault())?.Number;
        var shown = number is null ? null : await db.ScoreVersions.SingleOrDefaultAsync(v => v.HistoryId == query.Id && v.Number == number, ct) ?? throw new NotFoundException();
        var checks = shown is null ? [] : await db.ScoreChecks.Where(c => c.HistoryId == query.Id && c.Number == shown.Number).OrderByDescending(c => c.At).Take(MostChecks)
            .Select(c => new { c.At, c.Report }).ToListAsync(ct);
        var names = await staff.OfAsync(
            db, [.. versions.Select(v => v.AskedBy), .. history.Columns.Select(c => c.DecidedBy).Append(history.BroughtBy).Append(shown?.AskedBy).Append(shown?.DecidedBy).OfType<Guid>()], ct);
        return new(
            history.Id, history.Version, history.Name, history.State, history.FileName, history.Header, history.Settings is { } settings ? System.Text.Json.JsonSerializer.Deserialize<HistorySettings>(settings) : null,
            history.Order, new(history.Rows, history.Known, history.Came, history.Owned, history.Made), NameOf(history.BroughtBy), history.BroughtAt, history.Fault, history.FaultArgs,
            [.. history.Columns.OrderBy(c => c.Place).Select(c => new HistoryColumnShown(c.Place, c.Name, c.Kind, c.Use, c.Doubt, c.Alone, c.Empty, c.Distinct, NameOf(c.DecidedBy), c.DecidedAt, c.Why))],
            [.. versions.Select(v => new ScoreVersionRow(v.Number, v.State, v.AskedAt, NameOf(v.AskedBy)))],
            history.Gathers is { } gathers ? GatherTerms.FromJson(gathers) : null, history.Progress, history.Open, history.Places,
            [.. checks.Select(c => new ScoreCheckShown(c.At, ScoreCheckReport.FromJson(c.Report)))],
            shown is null ? null : Shown(shown));

        string? NameOf(Guid? id) => id is { } one ? names.GetValueOrDefault(one) : null;

        ScoreVersionShown Shown(ScoreVersion v) => new(
            v.Id, v.Version, v.Number, v.State, NameOf(v.AskedBy), v.AskedAt, v.LearntAt, v.Progress, NameOf(v.DecidedBy), v.DecidedAt, v.Remark, v.ScoredAt, v.Scored,
            v.Model is { } model ? ScoreModel.FromJson(model) : null, v.Report is { } report ? ScoreReport.FromJson(report) : null, v.Seen,
            [.. v.LeftOut.Select(l => l.Split('\t')).Select(l => (l[0], Enum.Parse<ColumnDoubt>(l[1]), Enum.Parse<HistoryColumnUse>(l[2])))],
            user.May(ScorePermissions.Approve) && v.AskedBy != user.StaffId);
    }
}
