using System.Text.Json;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Segments.Scores;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.Segments.Scores;

/// <summary>Learns the versions that wait, and has those in use score the customers of their histories. Of several instances one works at each.</summary>
internal sealed partial class ScoreWorker(IServiceScopeFactory scopes, IColumnCipher cipher, ICustomerFacts facts, TimeProvider clock, ILogger<ScoreWorker> log) : IJob
{
    private const string Job = "score worker";
    private const int AtOnce = 2000;

    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(2);

    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(4);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        if (await scopes.AsSystemAsync(Job, db => ScoreSql.TakeVersionAsync(db, ct)) is { } version)
        {
            await LearnAsync(version, ct);
            return true;
        }

        return await ScoreAsync(ct);
    }

    private async Task LearnAsync(Guid id, CancellationToken ct)
    {
        EndLearning end;
        try
        {
            var (table, seen) = await TableAsync(id, ct);
            var trained = await Task.Run(() => ScoreTraining.Train(table, Teller(id, ct), ct), ct);
            end = new(id, trained.Model.ToJson(), trained.Report.ToJson(), seen);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await scopes.AsSystemAsync(Job, async db =>
            {
                await ScoreSql.ReleaseAsync(db, id, CancellationToken.None);
                return true;
            });
            throw;
        }
        catch (Exception e)
        {
            LogFailed(e, id);
            end = new(id, null, null, 0);
        }

        await scopes.SendAsync(CurrentUser.System(Job, ScorePermissions.Learn), end);
    }

    // The rows in the order in which they happened, of which the version may read what was vouched for when it was asked for.
    private Task<(HistoryTable Table, int Seen)> TableAsync(Guid id, CancellationToken ct) => scopes.AsSystemAsync(Job, async db =>
    {
        var version = await db.ScoreVersions.SingleAsync(v => v.Id == id, ct);
        var history = await db.OutcomeHistories.SingleAsync(h => h.Id == version.HistoryId, ct);
        var left = version.LeftOut.Select(l => l.Split('\t')[0]).ToHashSet();
        var rows = await HistoryRows.OfAsync(db, cipher, history.Id, ct);
        return (
            HistoryReading.Table([.. history.Columns.Where(c => !left.Contains(c.Name)).OrderBy(c => c.Place).Select(c => (c.Place, c.Name, c.Kind))], [.. rows.Select(r => r.Row)], history.Order),
            rows.Max(r => r.Place) + 1);
    });

    private Action<double> Teller(Guid id, CancellationToken ct)
    {
        var told = clock.GetTimestamp();
        return progress =>
        {
            if (clock.GetElapsedTime(told) > TellEvery)
            {
                told = clock.GetTimestamp();
                scopes.AsSystemAsync(Job, async db =>
                {
                    await ScoreSql.TellAsync(db, id, progress, ct);
                    return true;
                }).GetAwaiter().GetResult(); // within the thread that learns
            }
        };
    }

    private async Task<bool> ScoreAsync(CancellationToken ct)
    {
        var scored = await scopes.AsSystemAsync<(Guid Id, int Customers)?>(Job, async db =>
        {
            await ScoreSql.ForgetScoresAsync(db, ct);
            if (await ScoreSql.TakeUnscoredAsync(db, Branch.StartOf(Branch.DayAt(clock.GetUtcNow())).ToUniversalTime(), ct) is not { } id)
            {
                return null;
            }

            var version = await db.ScoreVersions.SingleAsync(v => v.Id == id, ct);
            var isGathered = await db.OutcomeHistories.AnyAsync(h => h.Id == version.HistoryId && h.Gathers != null, ct);
            return (id, isGathered ? await ScoreEverybodyAsync(db, version, ct) : await ScoreAllAsync(db, version, ct));
        });
        if (scored is not { } done)
        {
            return false;
        }

        await scopes.SendAsync(CurrentUser.System(Job, ScorePermissions.Learn), new EndScoring(done.Id, done.Customers));
        return true;
    }

    private async Task<int> ScoreAllAsync(CrmDb db, ScoreVersion version, CancellationToken ct)
    {
        var model = ScoreModel.FromJson(version.Model!);
        var columns = await db.HistoryColumns.Where(c => c.HistoryId == version.HistoryId).ToListAsync(ct);
        var (now, scored) = (clock.GetUtcNow(), 0);
        var today = Branch.DayAt(now);
        Guid? last = null;
        while (true)
        {
            // Customers by their ids, some thousand at once, each with their latest row.
            var some = db.OutcomeRows.Where(r => r.HistoryId == version.HistoryId && r.CustomerId != null && (last == null || r.CustomerId > last)).Select(r => r.CustomerId!.Value).Distinct().OrderBy(id => id).Take(AtOnce);
            var ids = await some.ToListAsync(ct);
            if (ids.Count == 0)
            {
                return scored;
            }

            last = ids[^1];
            var rows = await db.OutcomeRows.Where(r => r.HistoryId == version.HistoryId && r.CustomerId != null && ids.Contains(r.CustomerId.Value))
                .Join(db.Customers, r => r.CustomerId, c => c.Id, (r, c) => new { r.Id, r.Place, CustomerId = c.Id, c.BranchId, r.Cells }).ToListAsync(ct);
            var scores = rows.GroupBy(r => r.CustomerId).Select(g => g.MaxBy(r => r.Place)!).Select(r =>
            {
                var cells = Cells(r.Id, r.Cells);
                var values = columns.ToDictionary(c => c.Name, c => HistoryReading.Cell(c.Kind, cells[c.Place], today));
                var probability = model.Probability(name => values.GetValueOrDefault(name, ""));
                return new NewCustomerScore(r.CustomerId, r.BranchId, r.Id, probability, model.Tenth(probability));
            }).ToList();
            await ScoreSql.PutScoresAsync(db, version, scores, now, ct);
            scored += scores.Count;
        }
    }

    // By what is known of them today, also of those who were never contacted. The tenths are those of all who are scored.
    private async Task<int> ScoreEverybodyAsync(CrmDb db, ScoreVersion version, CancellationToken ct)
    {
        var model = ScoreModel.FromJson(version.Model!);
        var now = clock.GetUtcNow();
        var today = Branch.DayAt(now);
        var scores = new List<NewCustomerScore>();
        var last = Guid.Empty;
        while (true)
        {
            var ids = await db.Customers.Where(c => c.Id > last && c.MergedIntoId == null && c.Stage != LifeCycleStage.Closed).OrderBy(c => c.Id).Select(c => c.Id).Take(AtOnce).ToListAsync(ct);
            if (ids.Count == 0)
            {
                break;
            }

            last = ids[^1];
            var known = await facts.OfAsync(db, ids.ConvertAll(id => new FactsAsked(id, id, today)), ct);
            scores.AddRange(known.Select(k => new NewCustomerScore(k.CustomerId, k.BranchId, null, model.Probability(k.For(model, facts.Columns)), 0)));
        }

        scores = [.. scores.OrderByDescending(s => s.Probability).ThenBy(s => s.CustomerId).Select((s, place) => s with { Tenth = 1 + (int)((long)place * 10 / scores.Count) })];
        foreach (var some in scores.Chunk(AtOnce))
        {
            await ScoreSql.PutScoresAsync(db, version, some, now, ct);
        }

        await ScoreSql.ForgetOlderAsync(db, version.HistoryId, now, ct);
        return scores.Count;
    }

    private string[] Cells(Guid row, Domain.Common.Sealed cells) => JsonSerializer.Deserialize<string[]>(cipher.Open(OutcomeRow.CellsColumn, row, cells))!;

    [LoggerMessage(LogLevel.Error, "The score {Version} could not be learnt")]
    private partial void LogFailed(Exception e, Guid version);
}
