using BankCrm.Application.Common;
using BankCrm.Application.Customers.Occasions;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Occasions;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.Tasks.Plans;

/// <summary>
/// Starts plans by their rules, and pauses those whose customers' business has ended. Occasions are looked for page by page, once a day and when a plan was
/// changed; new customers every quarter of an hour. Any number of instances may run: a search is one's at a time, and the database keeps an occasion from
/// starting a plan twice.
/// </summary>
internal sealed partial class PlanClock(IServiceScopeFactory scopes, IEnumerable<IOccasionSource> sources, TimeProvider clock, ILogger<PlanClock> log) : IJob
{
    private const string Job = "action plans";
    private const int ReviewedAtOnce = 200;
    private static readonly CurrentUser Starter = CurrentUser.System(Job, TaskPermissions.StartPlans);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenReviews = TimeSpan.FromMinutes(5);

    private readonly string worker = JobScopes.NewWorker();
    private DateTimeOffset? reviewed;

    public TimeSpan Pause { get; } = TimeSpan.FromMinutes(1);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (reviewed is not { } last || now - last > BetweenReviews)
        {
            await ReviewAsync(ct);
            reviewed = now;
        }

        var rules = await scopes.AsSystemAsync(Job, db => db.ActionPlans.Where(p => p.OnSince != null && p.Occasion != null).OrderBy(p => p.Id)
            .Select(p => new Rule(p.Id, p.ForBranchId, p.Occasion!.Value, p.OccasionDays, p.OnSince!.Value, p.ChangedAt, p.MostADay)).ToListAsync(ct));
        foreach (var rule in rules)
        {
            await SearchAsync(rule, ct);
        }

        return false;
    }

    private async Task SearchAsync(Rule rule, CancellationToken ct)
    {
        var source = sources.Single(s => s.Kind == rule.Occasion);
        var (isTaken, after) = await scopes.AsSystemAsync(Job, db => db.TakeScanAsync(
            rule.PlanId, rule.Occasion.RoundAt(clock.GetUtcNow()), worker, clock.GetUtcNow() + Lease, clock.GetUtcNow(), rule.ChangedAt, ct));
        var left = isTaken ? await LeftTodayAsync(rule, ct) : 0;
        while (isTaken && !ct.IsCancellationRequested)
        {
            var page = await scopes.AsSystemAsync(Job, db => FindAsync(db, source, rule, after, ct));
            var waiting = 0;
            foreach (var occasion in page.Items)
            {
                if (left <= 0)
                {
                    waiting++; // the next day's first round comes upon it again
                }
                else if (await StartAsync(rule, occasion))
                {
                    left--;
                }
            }

            after = page.Next;
            isTaken = after is null
                ? await scopes.AsSystemAsync(Job, db => db.EndScanAsync(rule.PlanId, worker, clock.GetUtcNow(), waiting, ct)) < 0
                : await scopes.AsSystemAsync(Job, db => db.StepScanAsync(rule.PlanId, worker, after, clock.GetUtcNow() + Lease, waiting, ct));
        }
    }

    /// <summary>With how many more its rule may start a plan today.</summary>
    private async Task<int> LeftTodayAsync(Rule rule, CancellationToken ct)
    {
        if (rule.MostADay is not { } most)
        {
            return int.MaxValue;
        }

        var today = Branch.DayAt(clock.GetUtcNow());
        return most - await scopes.AsSystemAsync(Job, db => db.RunningPlans.CountAsync(r => r.PlanId == rule.PlanId && r.Occasion != null && r.StartedOn == today, ct));
    }

    /// <summary>Of the page those that have not started the plan yet.</summary>
    private async Task<Page<Occasion>> FindAsync(CrmDb db, IOccasionSource source, Rule rule, string? after, CancellationToken ct)
    {
        var page = await source.FindAsync(db, new(rule.BranchId, rule.Days, Branch.DayAt(clock.GetUtcNow()), Branch.DayAt(rule.OnSince)), after, ct);
        var keys = page.Items.Select(o => o.Key).ToList();
        var started = keys.Count == 0
            ? []
            : (await db.RunningPlans.Where(r => r.PlanId == rule.PlanId && r.Occasion != null && keys.Contains(r.Occasion)).Select(r => r.Occasion!).ToListAsync(ct)).ToHashSet();
        return page with { Items = [.. page.Items.Where(o => !started.Contains(o.Key))] };
    }

    private async Task<bool> StartAsync(Rule rule, Occasion occasion)
    {
        try
        {
            await scopes.SendAsync(Starter, new StartPlanByRule(rule.PlanId, occasion.CustomerId, occasion.Key));
            return true;
        }
        catch (Exception e) when (e is RefusedException or ConflictException or NotFoundException)
        {
            // Another instance was faster, or it is not for them: the next round asks again.
        }
        catch (Exception e)
        {
            LogNotStarted(e, rule.PlanId, occasion.CustomerId); // one that cannot be started keeps none of the others
        }

        return false;
    }

    private async Task ReviewAsync(CancellationToken ct)
    {
        foreach (var id in await scopes.AsSystemAsync(Job, db => db.ToReviewAsync(ReviewedAtOnce, ct)))
        {
            try
            {
                await scopes.SendAsync(Starter, new ReviewPlan(id));
            }
            catch (Exception e) when (e is RefusedException or ConflictException or NotFoundException)
            {
                // Somebody worked on it meanwhile.
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The plan {PlanId} could not be started with the customer {CustomerId}; the next round tries again")]
    private partial void LogNotStarted(Exception e, Guid planId, Guid customerId);

    private sealed record Rule(Guid PlanId, Guid? BranchId, OccasionKind Occasion, int Days, DateTimeOffset OnSince, DateTimeOffset ChangedAt, int? MostADay);
}
