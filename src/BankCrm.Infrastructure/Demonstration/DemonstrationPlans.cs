using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Occasions;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>The demonstration bank uses the plans that come with the product: they are switched on, and each relationship manager has started some.</summary>
public static class DemonstrationPlans
{
    private const int StartedByEach = 3;

    /// <summary>Switches them on and starts some, if none has ever been started. Staff and customers must be there.</summary>
    public static async Task FillAsync(IServiceProvider services, CancellationToken ct)
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        var today = Branch.DayAt(services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (!await SwitchOnAsync(services, scopes, ct))
        {
            return;
        }

        var (plan, managers) = await scopes.AsSystemAsync("demonstration", async db => (
            await db.ActionPlans.Where(p => p.Occasion == OccasionKind.Maturing).Select(p => p.Id).FirstAsync(ct),
            await db.Staff.Where(s => s.UserName.StartsWith("rm")).OrderBy(s => s.UserName).Select(s => s.Id).ToListAsync(ct)));
        foreach (var id in managers)
        {
            var (manager, customers) = await scopes.AsSystemAsync("demonstration", async db => (
                await StaffAccess.OfAsync(db, id, today, ct) ?? throw new InvalidOperationException("A colleague of the demonstration bank is disabled."),
                await db.Customers.Where(c => c.OwnerId == id && !c.IsProtected && c.Stage == LifeCycleStage.Active).OrderByDescending(c => c.Number).Select(c => c.Id).Take(StartedByEach).ToListAsync(ct)));
            foreach (var (customer, place) in customers.Select((customer, place) => (customer, place)))
            {
                await StartAsync(scopes, manager, plan, customer, callsFirst: place == 0);
            }
        }
    }

    /// <summary>False: somebody has done so before.</summary>
    private static async Task<bool> SwitchOnAsync(IServiceProvider services, IServiceScopeFactory scopes, CancellationToken ct)
    {
        await using var work = scopes.CreateWork(CurrentUser.System("demonstration"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        if (await db.RunningPlans.AnyAsync(ct) || await db.ActionPlans.AnyAsync(p => p.OnSince != null, ct))
        {
            return false;
        }

        foreach (var plan in await db.ActionPlans.AsTracking().ToListAsync(ct))
        {
            plan.Switch(isOn: true, services.GetRequiredService<TimeProvider>().GetUtcNow());
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <param name="callsFirst">The first step is done already: they were not reached.</param>
    private static async Task StartAsync(IServiceScopeFactory scopes, CurrentUser manager, Guid plan, Guid customer, bool callsFirst)
    {
        var start = new StartPlan(Guid.CreateVersion7(), plan, customer);
        await scopes.SendAsync(manager, start);
        if (callsFirst)
        {
            var first = await scopes.AsSystemAsync("demonstration", db => db.RunningSteps.Where(s => s.RunningPlanId == start.Id && s.Place == 0)
                .Join(db.FollowUps, s => s.FollowUpId, f => f.Id, (s, f) => new { f.Id, f.Version }).SingleAsync());
            await scopes.SendAsync(manager, new CompleteFollowUp { Id = first.Id, Version = first.Version, Outcome = FollowUpOutcome.NotReached });
        }
    }
}
