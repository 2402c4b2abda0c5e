using BankCrm.Application.Cases.Routing;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Cases.Queues;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Queues;

/// <summary>Chooses the queue in which a case or an enquiry waits that nobody put into one by hand.</summary>
[Policy]
internal sealed class QueueFinder(RoutingDesk desk)
{
    /// <summary>A category that the words make less probable is no reason: it waits where anything may wait.</summary>
    private const double SureEnough = 0.5;

    /// <param name="categoryId">Null: nobody sorted it.</param>
    /// <param name="language">Null: not known.</param>
    /// <param name="words">What was written, where nobody was by who could have sorted it. Null: somebody was.</param>
    public async Task<QueueChoice> ChooseAsync(CrmDb db, Guid branchId, Guid? categoryId, CustomerLanguage? language, string? words, CancellationToken ct)
    {
        var queues = await db.QueuesFor(branchId, QueueTakes.Cases).ToListAsync(ct);
        if (queues.Count == 0)
        {
            return new(new(categoryId, null, null, language), []);
        }

        var (category, sureness) = (categoryId, (double?)null);
        if (category is null && words is not null && (await desk.LastAsync(db, ct)).Router?.Suggest(words, most: 1) is [{ Probability: >= SureEnough } first])
        {
            (category, sureness) = (first.CategoryId, first.Probability);
        }

        var skill = category is null ? null : await db.CaseTopics.Where(t => t.Id == category)
            .LeftJoin(db.CaseTopics, t => t.ParentId, above => above.Id, (t, above) => t.Skill ?? above!.Skill).SingleOrDefaultAsync(ct);
        return QueueChoice.Of(new(category, sureness, skill, language), queues);
    }
}

/// <summary>By what sum a queue was chosen.</summary>
/// <param name="Category">Null: it has none, and its words speak for none.</param>
public sealed record QueueChosen(TopicName? Category, QueueChoice Choice);

internal static class QueuesChosen
{
    /// <summary>Of the steps that kept one, by what they kept.</summary>
    public static async Task<Dictionary<string, QueueChosen>> QueuesChosenAsync(this CrmDb db, IEnumerable<string?> kept, CancellationToken ct)
    {
        var choices = kept.OfType<string>().Distinct().ToDictionary(k => k, k => QueueChoice.Read(k)!);
        var ids = choices.Values.Select(c => c.Asked.CategoryId).OfType<Guid>().Distinct().ToList();
        var names = ids.Count == 0 ? [] : await db.CaseTopics.Where(t => ids.Contains(t.Id)).Select(t => new { t.Id, t.Name, t.ChineseName })
            .ToDictionaryAsync(t => t.Id, t => new TopicName(t.Name, t.ChineseName), ct);
        return choices.ToDictionary(c => c.Key, c => new QueueChosen(c.Value.Asked.CategoryId is { } id ? names.GetValueOrDefault(id) : null, c.Value));
    }
}
