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
/// <param name="AsOf">The day of the contact of which the customer's values are. Null: it is not known.</param>
public sealed record CustomerScoreShown(Guid HistoryId, string Name, int Number, ScoreReading Reading, double Rate, DateOnly? AsOf, DateTimeOffset ScoredAt);

internal sealed class GetCustomerScoresHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, TimeProvider clock) : IQueryHandler<GetCustomerScores, IReadOnlyList<CustomerScoreShown>>
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
            .Join(db.ScoreVersions.Where(v => v.State == ScoreState.InUse), s => new { s.HistoryId, s.Number }, v => new { v.HistoryId, v.Number }, (s, v) => new { s.HistoryId, s.Number, s.RowId, s.ScoredAt, v.Model })
            .Join(db.OutcomeHistories, s => s.HistoryId, h => h.Id, (s, h) => new { s.HistoryId, s.Number, s.RowId, s.ScoredAt, s.Model, h.Name })
            .Join(db.OutcomeRows, s => s.RowId, r => r.Id, (s, r) => new { s.HistoryId, s.Number, s.RowId, s.ScoredAt, s.Model, s.Name, r.Cells, r.Day })
            .OrderBy(s => s.Name).ThenBy(s => s.HistoryId).Take(Most).ToListAsync(ct);
        var histories = found.ConvertAll(f => f.HistoryId);
        var columns = (await db.HistoryColumns.Where(c => histories.Contains(c.HistoryId)).ToListAsync(ct)).ToLookup(c => c.HistoryId);
        var today = Branch.DayAt(clock.GetUtcNow());
        return found.ConvertAll(f =>
        {
            var cells = JsonSerializer.Deserialize<string[]>(cipher.Open(OutcomeRow.CellsColumn, f.RowId, f.Cells))!;
            var values = columns[f.HistoryId].ToDictionary(c => c.Name, c => HistoryReading.Cell(c.Kind, cells[c.Place], today));
            var model = ScoreModel.FromJson(f.Model!);
            return new CustomerScoreShown(f.HistoryId, f.Name, f.Number, model.Read(name => values.GetValueOrDefault(name, "")), model.Rate, f.Day, f.ScoredAt);
        });
    }
}
