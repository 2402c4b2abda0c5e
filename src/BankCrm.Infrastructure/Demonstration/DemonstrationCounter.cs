using BankCrm.Application.Common;
using BankCrm.Application.Counter.Tickets;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Counter.Tickets;
using BankCrm.Infrastructure.Customers.Population;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>A morning at the counters of the demonstration bank, and who waits at the moment.</summary>
public static class DemonstrationCounter
{
    private const int Seed = 9021;
    private const int Tickets = 34;
    private const int StillWaiting = 6;
    private const int NoShowOfThousand = 80;

    /// <summary>Writes it, if there is no window at all. Customers and staff must be there.</summary>
    public static async Task FillAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var work = services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("demonstration"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        if (await db.CounterWindows.AnyAsync(ct))
        {
            return;
        }

        var queue = work.ServiceProvider.GetRequiredService<ICounterQueue>();
        var now = work.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var tellers = await db.Staff.Where(s => s.UserName.StartsWith("teller")).OrderBy(s => s.UserName).Select(s => new { s.Id, s.HomeBranchId }).ToListAsync(ct);
        foreach (var (teller, place) in tellers.Select((t, i) => (t, i)))
        {
            var dice = Dice.For(Seed, place);
            List<CounterWindow> windows = [.. Enumerable.Range(1, 3).Select(n => CounterWindow.Set(Guid.CreateVersion7(), teller.HomeBranchId, n, now.AddDays(-30)))];
            db.AddRange(windows);
            var customers = await db.Customers.Where(c => c.BranchId == teller.HomeBranchId && !c.IsProtected).OrderBy(c => c.Number).Select(c => c.Id).Take(Tickets).ToListAsync(ct);
            for (var i = 0; i < customers.Count; i++)
            {
                var kind = (i % 9) switch { 4 => TicketKind.Business, 8 => TicketKind.Vip, _ => TicketKind.General };
                var came = now.AddMinutes(-4 * (customers.Count - i) - 2);
                var day = Branch.DayAt(now);
                var ticket = CounterTicket.Issue(
                    Guid.CreateVersion7(), teller.HomeBranchId, day, kind, await queue.TakeNumberAsync(teller.HomeBranchId, day, kind, ct), i % 3 == 2 ? null : customers[i], teller.Id, came);
                if (i < customers.Count - StillWaiting)
                {
                    Serve(ticket, windows[i % windows.Count].Id, teller.Id, came, dice);
                }

                db.Add(ticket);
            }
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static void Serve(CounterTicket ticket, Guid window, Guid by, DateTimeOffset came, Dice dice)
    {
        var called = came.AddMinutes(dice.Below(14));
        ticket.Call(window, by, called);
        if (dice.In(NoShowOfThousand))
        {
            ticket.DidNotCome(by, called.AddMinutes(3));
            return;
        }

        ticket.Serve(by, called.AddMinutes(1));
        var gone = called.AddMinutes(3 + dice.Below(16));
        ticket.Finish(by, gone);
        ticket.Close(by, gone.AddMinutes(1 + dice.Below(3)));
    }
}
