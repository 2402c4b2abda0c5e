using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Counter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Counter.Tickets;

/// <summary>What hangs on the wall: numbers and windows, and nobody's name.</summary>
[Allow(CounterPermissions.Serve, CounterPermissions.Direct)]
public sealed record GetScreen;

public sealed record CalledTicket(string Label, int Window, bool IsNew);

public sealed record ScreenShown(string Branch, IReadOnlyList<CalledTicket> Called, int Waiting);

/// <summary>How long customers waited and were served on a day.</summary>
[Allow(CounterPermissions.Direct)]
public sealed record GetCounterFigures(DateOnly? Day = null);

/// <param name="Waited">Minutes on the average, and the longest. Null: nobody was called.</param>
public sealed record HourFigures(int Hour, int Tickets, double? Waited, double? Longest);

/// <param name="Served">Minutes at the window on the average.</param>
/// <param name="AfterWork">Minutes after the customer had gone.</param>
/// <param name="InTime">Of those who were called, called within the promise.</param>
/// <param name="WholeInTime">Of those who were served, out within the promise.</param>
public sealed record CounterFigures(
    DateOnly Day, int Tickets, int Waiting, int Done, int NoShow, double? Waited, double? Identified, double? Served, double? AfterWork, int Called, int InTime, int WholeInTime,
    int WaitingTooLong, IReadOnlyList<HourFigures> Hours);

internal sealed class GetScreenHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetScreen, ScreenShown>
{
    private const int MostCalled = 8;

    /// <summary>So long a number that was just called stands out.</summary>
    private static readonly TimeSpan New = TimeSpan.FromSeconds(30);

    public async Task<ScreenShown> HandleAsync(GetScreen query, CancellationToken ct)
    {
        var (branch, now) = (user.CounterBranch(), clock.GetUtcNow());
        var (today, fresh) = (Branch.DayAt(now), now - New);
        var called = await db.CounterTickets
            .Where(t => t.BranchId == branch && t.Day == today && (t.State == TicketState.Called || t.State == TicketState.Serving))
            .Join(db.CounterWindows, t => t.WindowId, w => w.Id, (t, w) => new { t.Label, w.Number, t.ShownAt, t.State })
            .OrderByDescending(t => t.ShownAt).Take(MostCalled).ToListAsync(ct);
        return new(
            await db.Branches.Where(b => b.Id == branch).Select(b => b.Name).SingleAsync(ct),
            [.. called.Select(t => new CalledTicket(t.Label, t.Number, t.State is TicketState.Called && t.ShownAt > fresh))],
            await db.CounterTickets.CountAsync(t => t.BranchId == branch && t.Day == today && t.State == TicketState.Waiting, ct));
    }
}

internal sealed class GetCounterFiguresHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetCounterFigures, CounterFigures>
{
    public async Task<CounterFigures> HandleAsync(GetCounterFigures query, CancellationToken ct)
    {
        var (branch, now) = (user.CounterBranch(), clock.GetUtcNow());
        var day = query.Day ?? Branch.DayAt(now);

        // A branch's day is a few hundred rows.
        var tickets = await db.CounterTickets.Where(t => t.BranchId == branch && t.Day == day)
            .Select(t => new { t.State, t.IssuedAt, t.CalledAt, t.ServedAt, t.FinishedAt, t.ClosedAt }).ToListAsync(ct);
        var called = tickets.FindAll(t => t.CalledAt is not null);
        var done = tickets.FindAll(t => t.State is TicketState.Done);
        return new(
            day, tickets.Count, tickets.Count(t => t.State is TicketState.Waiting), done.Count, tickets.Count(t => t.State is TicketState.NoShow),
            Average(called.Select(t => t.CalledAt!.Value - t.IssuedAt)), Average(tickets.Where(t => t.ServedAt is not null).Select(t => t.ServedAt!.Value - t.CalledAt!.Value)),
            Average(tickets.Where(t => t.FinishedAt is not null).Select(t => t.FinishedAt!.Value - t.ServedAt!.Value)), Average(done.Select(t => t.ClosedAt!.Value - t.FinishedAt!.Value)),
            called.Count, called.Count(t => t.CalledAt - t.IssuedAt <= CounterPromise.Waiting), done.Count(t => t.FinishedAt - t.IssuedAt <= CounterPromise.Whole),
            tickets.Count(t => t.State is TicketState.Waiting && now - t.IssuedAt > CounterPromise.Waiting),
            [
                .. tickets.GroupBy(t => Branch.At(t.IssuedAt).Hour).OrderBy(g => g.Key).Select(g => new HourFigures(
                    g.Key, g.Count(), Average(g.Where(t => t.CalledAt is not null).Select(t => t.CalledAt!.Value - t.IssuedAt)),
                    g.Where(t => t.CalledAt is not null).Select(t => (double?)(t.CalledAt!.Value - t.IssuedAt).TotalMinutes).Max())),
            ]);
    }

    private static double? Average(IEnumerable<TimeSpan> spans) => spans.Select(s => (double?)s.TotalMinutes).Average();
}
