using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Queues;

/// <summary>In which queue of the customer's branch a case of a category would wait.</summary>
[Allow(CasePermissions.Work)]
public sealed record SuggestQueue(Guid CustomerId, Guid? CategoryId);

/// <param name="Skill">That the category asks for.</param>
public sealed record SuggestedQueue(Guid Id, string Name, string Skill);

internal sealed class SuggestQueueHandler(CrmDb db, CurrentUser user) : IQueryHandler<SuggestQueue, SuggestedQueue?>
{
    public async Task<SuggestedQueue?> HandleAsync(SuggestQueue query, CancellationToken ct) =>
        await db.SuggestedQueueAsync(query.CategoryId, (await db.CustomerToOpenAsync(query.CustomerId, user, ct)).BranchId, ct);
}

internal static class CaseQueues
{
    /// <summary>
    /// Of the branch's queues that take cases, the one that needs the skill the category asks for, otherwise one that wishes for it; of several, by name. Null: no such.
    /// </summary>
    public static async Task<SuggestedQueue?> SuggestedQueueAsync(this CrmDb db, Guid? categoryId, Guid branchId, CancellationToken ct)
    {
        if (categoryId is null)
        {
            return null;
        }

        var skill = await db.CaseTopics.Where(t => t.Id == categoryId)
            .LeftJoin(db.CaseTopics, t => t.ParentId, above => above.Id, (t, above) => t.Skill ?? above!.Skill).SingleOrDefaultAsync(ct);
        if (skill is null)
        {
            return null;
        }

        var queues = await db.QueuesFor(branchId, QueueTakes.Cases).IgnoreAutoIncludes().ToListAsync(ct);
        return queues.Where(q => q.FitFor(skill) is not QueueFit.None).OrderByDescending(q => q.FitFor(skill)).FirstOrDefault() is { } fits ? new(fits.Id, fits.Name, skill) : null;
    }
}
