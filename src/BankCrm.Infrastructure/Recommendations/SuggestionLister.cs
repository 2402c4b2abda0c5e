using BankCrm.Application.Common;
using BankCrm.Application.Recommendations.Offers;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Recommendations;

/// <summary>
/// Asks of every customer what to suggest to them, by the same rules and gates as their own page: after each count of habits, so once a day, when the scores that rules name
/// were written anew, and when the rules in use change. Some hundred at a time, each in a transaction of its own; what was interrupted goes on there. Of several instances each works at another branch.
/// </summary>
internal sealed class SuggestionLister(IServiceScopeFactory scopes, Recommender recommender, TimeProvider clock) : IJob
{
    public const int AtOnce = 1000;

    private static readonly CurrentUser Job = CurrentUser.System("suggestion lister");

    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(20);

    public Task<bool> RunNextAsync(CancellationToken ct) => scopes.AsSystemAsync(Job.Name, async db =>
    {
        if (await SuggestionsSql.TakeBranchAsync(db, ct) is not { } branch)
        {
            return false;
        }

        await db.ExecuteAsync("set local work_mem = '64MB'", ct);
        var customers = await db.Customers.Where(c => c.BranchId == branch.Branch && c.Id > branch.After).OrderBy(c => c.Id).Take(AtOnce).Select(c => c.Id).ToListAsync(ct);
        if (customers.Count > 0)
        {
            await SuggestionsSql.PutAsync(db, customers, await recommender.ToListAsync(db, Job, customers, ct), ct);
        }

        await (customers.Count == AtOnce ? SuggestionsSql.GoOnAsync(db, branch, customers[^1], ct) : SuggestionsSql.EndAsync(db, branch, clock.GetUtcNow(), ct));
        return true;
    });
}
