using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Reconciliation;

/// <summary>Days with what sources told and what arrived, differences first.</summary>
/// <param name="To">Null: the last day of which anything is known.</param>
/// <param name="From">Null: a month before.</param>
[Allow(ReconciliationPermissions.Read)]
public sealed record ListComparedDays(DateOnly? From = null, DateOnly? To = null, string? Source = null);

/// <param name="IsCut">The time asked for is longer than is shown.</param>
public sealed record ComparedDays(DateOnly From, DateOnly To, IReadOnlyList<ComparedDay> Days, IReadOnlyList<string> Sources, bool IsCut);

internal sealed class ListComparedDaysHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<ListComparedDays, ComparedDays>
{
    private const int UsualDays = 31;
    private const int MostDays = 186;

    public async Task<ComparedDays> HandleAsync(ListComparedDays query, CancellationToken ct)
    {
        user.DemandAllBranches(ReconciliationPermissions.Read);
        var to = query.To ?? await LastAsync(ct) ?? Branch.DayAt(clock.GetUtcNow());
        var from = query.From ?? to.AddDays(1 - UsualDays);
        var first = to.AddDays(1 - MostDays);
        var (isCut, begin) = from < first ? (true, first) : (false, from);
        var days = await ComparedDay.ReadAsync(db, begin, to, string.IsNullOrWhiteSpace(query.Source) ? null : query.Source.Trim(), ct);
        return new(
            begin, to,
            [.. days.OrderBy(d => d.Agreement is not Agreement.Differs).ThenByDescending(d => d.Day).ThenBy(d => d.Source, StringComparer.Ordinal).ThenBy(d => d.Currency, StringComparer.Ordinal)],
            await db.ArrivedDays.Select(a => a.Source).Union(db.ToldDays.Select(t => t.Source)).OrderBy(s => s).ToListAsync(ct),
            isCut);
    }

    private async Task<DateOnly?> LastAsync(CancellationToken ct)
    {
        var told = await db.ToldDays.MaxAsync(t => (DateOnly?)t.Day, ct);
        var arrived = await db.ArrivedDays.MaxAsync(a => (DateOnly?)a.Day, ct);
        return told > arrived || arrived is null ? told : arrived;
    }
}
