using System.Text.Json;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Segments.Scores;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Histories;
using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Infrastructure.Platform.Jobs;
using BankCrm.Infrastructure.Segments.Scores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.Campaigns.Histories;

/// <summary>
/// Gathers histories from the bank's own campaigns, some hundred contacts at a time: each with what was known on the evening before it, and what came of it within its window. Each
/// portion is kept at once, and a contact comes in once, so that what was interrupted goes on where it was. Of several instances one works at each.
/// </summary>
internal sealed partial class HistoryGatherer(IServiceScopeFactory scopes, IColumnCipher cipher, ICustomerFacts facts, TimeProvider clock, ILogger<HistoryGatherer> log) : IJob
{
    private const string Job = "history gatherer";
    private const int AtOnce = 500;

    private static readonly Fault Unforeseen = new("The contacts could not be gathered. Ask whoever runs the program.");

    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(3);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        if (await scopes.AsSystemAsync(Job, db => ScoreSql.TakeGatheringAsync(db, ct)) is not { } id)
        {
            return false;
        }

        EndGathering end;
        try
        {
            end = await GatherAsync(id, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await scopes.AsSystemAsync(Job, async db =>
            {
                await ScoreSql.ReleaseGatheringAsync(db, id, CancellationToken.None);
                return true;
            });
            throw;
        }
        catch (RefusedException e)
        {
            end = Failed(id, new(e.Message, e.Args));
        }
        catch (Exception e)
        {
            LogFailed(e, id);
            end = Failed(id, Unforeseen);
        }

        await scopes.SendAsync(CurrentUser.System(Job, ScorePermissions.Learn), end);
        return true;
    }

    private static EndGathering Failed(Guid id, Fault fault) => new(id, [], new(0, 0, 0, 0, 0), 0, 0, [], fault);

    private async Task<EndGathering> GatherAsync(Guid id, CancellationToken ct)
    {
        var today = Branch.DayAt(clock.GetUtcNow());
        var (terms, contacts, open, next) = await scopes.AsSystemAsync(Job, async db =>
        {
            var history = await db.OutcomeHistories.SingleAsync(h => h.Id == id, ct);
            var asked = GatherTerms.FromJson(history.Gathers!);
            var campaigns = await GatherSql.CampaignsAsync(db, asked, ct);
            var rows = await db.OutcomeRows.Where(r => r.HistoryId == id).Select(r => (int?)r.Place).MaxAsync(ct);
            return (asked, await GatherSql.NewAsync(db, id, campaigns, today, ct), await GatherSql.OpenAsync(db, campaigns, today, ct), (rows ?? -1) + 1);
        });
        Refuse.If(next + contacts.Count > OutcomeHistory.MostRows, "These are more than {0} contacts. Choose fewer campaigns.", OutcomeHistory.MostRows);
        foreach (var (part, some) in contacts.Chunk(AtOnce).Index())
        {
            ct.ThrowIfCancellationRequested();
            var first = next + (part * AtOnce);
            await scopes.AsSystemAsync(Job, async db =>
            {
                await ScoreSql.AddRowsAsync(db, id, await RowsAsync(db, some, terms, first, ct), ct);
                await ScoreSql.TellGatheringAsync(db, id, (part * AtOnce + some.Length) / (double)contacts.Count, ct);
                return true;
            });
        }

        return await LookAsync(id, open, ct);
    }

    private async Task<List<NewOutcomeRow>> RowsAsync(CrmDb db, Guid[] ids, GatherTerms terms, int first, CancellationToken ct)
    {
        var contacts = (await GatherSql.ReadAsync(db, ids, terms.Outcome, ct)).ToDictionary(c => c.Id);
        var known = (await facts.OfAsync(db, [.. contacts.Values.Select(c => new FactsAsked(c.Id, c.CustomerId, c.Day))], ct)).ToDictionary(k => k.Id);
        return
        [
            .. ids.Where(known.ContainsKey).Select((contact, i) =>
            {
                var (row, it, of) = (Guid.CreateVersion7(), contacts[contact], known[contact]);
                var cells = of.Cells;
                cells[(int)ContactFact.Channel] = ContactFacts.Said(it.Channel);
                cells[(int)ContactFact.Variant] = ContactFacts.Said(it.Arm);
                cells[(int)ContactFact.Weekday] = it.Day.DayOfWeek.ToString();
                cells[(int)ContactFact.Occasion] = it.Occasion is { } occasion ? ContactFacts.Said(occasion) : "";
                cells[(int)ContactFact.ProductKind] = it.Product is { } product ? ContactFacts.Said(product) : "";
                return new NewOutcomeRow(row, first + i, it.CustomerId, of.BranchId, it.Came, it.Day, null, cipher.Seal(OutcomeRow.CellsColumn, row, JsonSerializer.Serialize(cells)).Envelope, contact);
            }),
        ];
    }

    // What all rows look like by now, and how right the versions were about those they have not seen.
    private Task<EndGathering> LookAsync(Guid id, int open, CancellationToken ct) => scopes.AsSystemAsync(Job, async db =>
    {
        var rows = await HistoryRows.OfAsync(db, cipher, id, ct);
        Refuse.If(rows.Count == 0, "No contact of these campaigns is over yet: their windows still run.");
        var outcomes = rows.Select(r => r.Row.Outcome).ToArray();
        List<FoundColumn> found = [.. facts.Columns.Select((c, place) => Found(c, [.. rows.Select(r => r.Row.Cells[place])], outcomes))];
        var table = HistoryReading.Table([.. facts.Columns.Select((c, place) => (place, c.Name, c.Kind))], [.. rows.Select(r => r.Row)], HistoryOrder.ByDay);
        var versions = await db.ScoreVersions.Where(v => v.HistoryId == id && (v.State == ScoreState.InUse || v.State == ScoreState.Learnt) && v.Model != null)
            .Select(v => new { v.Number, v.Seen, v.Model }).ToListAsync(ct);
        List<(int, ScoreCheckReport)> checks = [];
        foreach (var version in versions)
        {
            var unseen = rows.Index().Where(r => r.Item.Place >= version.Seen).Select(r => r.Index).ToArray();
            if (unseen.Length > 0 && ScoreCheckReport.Of(ScoreModel.FromJson(version.Model!), table, unseen, rows[unseen[0]].Row.Day!.Value, rows[unseen[^1]].Row.Day!.Value) is { } report)
            {
                checks.Add((version.Number, report));
            }
        }

        return new EndGathering(id, [.. ColumnFinder.Compare(found)], new(rows.Count, rows.Count, outcomes.Count(o => o == true), rows.Count, 0), open, rows.Max(r => r.Place) + 1, checks, null);
    });

    // By how it was worked out it is known before; what tells too much all the same is a reason to look again. Its name is ours, and no doubt of its own.
    private static FoundColumn Found(FactColumn column, string[] cells, bool?[] outcomes)
    {
        var found = ColumnFinder.Find(column.Name, cells, outcomes, null) with { Kind = column.Kind };
        return found.Doubt is ColumnDoubt.TellsTooMuch or ColumnDoubt.EmptyForOneOutcome or ColumnDoubt.Constant
            ? found
            : found with { Use = HistoryColumnUse.Before, Doubt = ColumnDoubt.None };
    }

    [LoggerMessage(LogLevel.Error, "The history {History} could not be gathered")]
    private partial void LogFailed(Exception e, Guid history);
}
