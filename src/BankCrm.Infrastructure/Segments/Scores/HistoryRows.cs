using System.Text.Json;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Segments.Scores;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Segments.Scores;

/// <summary>Opens the rows of a history.</summary>
internal static class HistoryRows
{
    /// <summary>Those whose outcome is known, in the order in which they happened. What was gathered later may have happened before what was there.</summary>
    public static async Task<IReadOnlyList<(int Place, HistoryRowRead Row)>> OfAsync(CrmDb db, IColumnCipher cipher, Guid history, CancellationToken ct)
    {
        var rows = await db.OutcomeRows.Where(r => r.HistoryId == history && r.Outcome != null)
            .Select(r => new { r.Id, r.Place, r.CustomerId, r.Outcome, r.Day, r.Rank, r.Cells }).ToListAsync(ct);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        return
        [
            .. rows.OrderBy(r => r.Day).ThenBy(r => r.Place).Select(r => (r.Place, new HistoryRowRead(
                Array.ConvertAll(JsonSerializer.Deserialize<string[]>(cipher.Open(OutcomeRow.CellsColumn, r.Id, r.Cells))!, c => known.TryGetValue(c, out var same) ? same : known[c] = c),
                r.Outcome, r.Day, r.Rank, r.CustomerId?.ToString() ?? ""))),
        ];
    }
}
