using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Cases.Queues;

namespace BankCrm.Application.Cases.Queues;

/// <summary>In which queue of the customer's branch a case of a category would wait.</summary>
[Allow(CasePermissions.Work)]
public sealed record SuggestQueue(Guid CustomerId, Guid? CategoryId);

/// <param name="Skill">That the category asks for and the queue has to do with. Null: it takes what suits no other.</param>
public sealed record SuggestedQueue(Guid Id, string Name, string? Skill)
{
    /// <summary>Null: no queue suits it.</summary>
    internal static SuggestedQueue? Of(QueueChoice choice) =>
        choice.Winner is { } winner ? new(winner.Id, winner.Name, winner.Fit is Domain.Tasks.Queues.QueueFit.None ? null : choice.Asked.Skill) : null;
}

internal sealed class SuggestQueueHandler(CrmDb db, CurrentUser user, QueueFinder finder) : IQueryHandler<SuggestQueue, SuggestedQueue?>
{
    public async Task<SuggestedQueue?> HandleAsync(SuggestQueue query, CancellationToken ct)
    {
        var customer = await db.CustomerToOpenAsync(query.CustomerId, user, ct);
        return SuggestedQueue.Of(await finder.ChooseAsync(db, customer.BranchId, query.CategoryId, customer.Language, words: null, ct));
    }
}
