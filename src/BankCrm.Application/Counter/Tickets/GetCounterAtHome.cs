using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Counter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Counter.Tickets;

/// <summary>Who waits at the counter just now, for the home page.</summary>
[Allow(CounterPermissions.Serve)]
public sealed record GetCounterAtHome;

/// <param name="LongestMinutes">How long the one who waits longest has waited.</param>
/// <param name="OpenWindows">Windows that are open and not on a break.</param>
/// <param name="MyWindow">Its number. Null: one has none open.</param>
/// <param name="AtMyWindow">Who stands there: "A012". Null: nobody.</param>
public sealed record CounterAtHome(int Waiting, int LongestMinutes, int OpenWindows, int? MyWindow, string? AtMyWindow);

internal sealed class GetCounterAtHomeHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetCounterAtHome, CounterAtHome>
{
    public async Task<CounterAtHome> HandleAsync(GetCounterAtHome query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (user.HomeBranchId is not { } branch)
        {
            return new(0, 0, 0, null, null);
        }

        var today = Branch.DayAt(now);
        var windows = await db.CounterWindows.Where(w => w.BranchId == branch && w.State != WindowState.Closed)
            .Select(w => new { w.Id, w.Number, w.State, w.StaffId }).ToListAsync(ct);
        var waiting = await db.CounterTickets.Where(t => t.BranchId == branch && t.Day == today && t.State == TicketState.Waiting).GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Since = g.Min(t => t.IssuedAt) }).SingleOrDefaultAsync(ct);
        var mine = windows.Find(w => w.StaffId == user.StaffId);
        return new(
            waiting?.Count ?? 0, waiting is null ? 0 : (int)(now - waiting.Since).TotalMinutes, windows.Count(w => w.State is WindowState.Open), mine?.Number,
            mine is null ? null : await db.AtWindow(mine.Id, today).Select(t => t.Label).FirstOrDefaultAsync(ct));
    }
}
