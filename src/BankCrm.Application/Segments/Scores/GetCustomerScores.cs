using System.Text.Json;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Segments.Scores;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Scores;

/// <summary>What the scores in use say of a customer, with the points that make them.</summary>
[Allow(ScorePermissions.OfCustomer)]
public sealed record GetCustomerScores(Guid CustomerId);

/// <param name="Rate">The share of outcomes among those it was learnt from.</param>
/// <param name="Tenth">1 is the highest: of those it was learnt from, or where everybody is scored, of everybody.</param>
/// <param name="AsOf">The day of the contact of which the customer's values are. Null: it is not known, or they are those of the day they were scored.</param>
/// <param name="IsOfEverybody">It is read from what is known of every customer, contacted or not.</param>
public sealed record CustomerScoreShown(Guid HistoryId, string Name, int Number, ScoreReading Reading, int Tenth, double Rate, DateOnly? AsOf, DateTimeOffset ScoredAt, bool IsOfEverybody);

internal sealed class GetCustomerScoresHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, ICustomerFacts facts, TimeProvider clock)
    : IQueryHandler<GetCustomerScores, IReadOnlyList<CustomerScoreShown>>
{
    private const int Most = 10;

    public async Task<IReadOnlyList<CustomerScoreShown>> HandleAsync(GetCustomerScores query, CancellationToken ct)
    {
        var isProtected = await db.Customers.Where(c => c.Id == query.CustomerId).Select(c => (bool?)c.IsProtected).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        if (!user.MayOpen(isProtected))
        {
            return [];
        }

        var found = await db.CustomerScores.Where(s => s.CustomerId == query.CustomerId)
            .Join(db.ScoreVersions.Where(v => v.State == ScoreState.InUse), s => new { s.HistoryId, s.Number }, v => new { v.HistoryId, v.Number }, (s, v) => new { s.HistoryId, s.Number, s.RowId, s.Tenth, s.ScoredAt, v.Model })
            .Join(db.OutcomeHistories, s => s.HistoryId, h => h.Id, (s, h) => new { s.HistoryId, s.Number, s.RowId, s.Tenth, s.ScoredAt, s.Model, h.Name })
            .LeftJoin(db.OutcomeRows, s => s.RowId, r => r.Id, (s, r) => new { s.HistoryId, s.Number, s.RowId, s.Tenth, s.ScoredAt, s.Model, s.Name, r!.Cells, r.Day })
            .OrderBy(s => s.Name).ThenBy(s => s.HistoryId).Take(Most).ToListAsync(ct);
        var histories = found.ConvertAll(f => f.HistoryId);
        var columns = (await db.HistoryColumns.Where(c => histories.Contains(c.HistoryId)).ToListAsync(ct)).ToLookup(c => c.HistoryId);
        var today = Branch.DayAt(clock.GetUtcNow());
        var shown = new List<CustomerScoreShown>();
        foreach (var score in found)
        {
            var model = ScoreModel.FromJson(score.Model!);
            if (score.RowId is { } row)
            {
                var cells = JsonSerializer.Deserialize<string[]>(cipher.Open(OutcomeRow.CellsColumn, row, score.Cells))!;
                var values = columns[score.HistoryId].ToDictionary(c => c.Name, c => HistoryReading.Cell(c.Kind, cells[c.Place], today));
                shown.Add(new(score.HistoryId, score.Name, score.Number, model.Read(name => values.GetValueOrDefault(name, "")), score.Tenth, model.Rate, score.Day, score.ScoredAt, IsOfEverybody: false));
            }
            else if (await facts.OfAsync(db, [new(query.CustomerId, query.CustomerId, Branch.DayAt(score.ScoredAt))], ct) is [var known]) // as of that day: what was read then is read again
            {
                shown.Add(new(score.HistoryId, score.Name, score.Number, model.Read(known.For(model, facts.Columns)), score.Tenth, model.Rate, null, score.ScoredAt, IsOfEverybody: true));
            }
        }

        return shown;
    }
}
