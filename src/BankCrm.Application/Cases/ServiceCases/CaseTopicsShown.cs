using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>A category or cause, with what it stands under.</summary>
/// <param name="Parent">Null: it stands at the top.</param>
public sealed record TopicShown(Guid Id, Guid? ParentId, TopicName Name, TopicName? Parent);

public sealed record TopicName(string English, string Chinese);

internal static class CaseTopicsShown
{
    /// <summary>Those in use, and of the others the one that is there already; under what they stand, in the order of their names.</summary>
    public static async Task<IReadOnlyList<TopicShown>> TopicsToChooseAsync(this CrmDb db, TopicTree tree, Guid? there, CancellationToken ct)
    {
        var all = await db.CaseTopics.Where(t => t.Tree == tree && (t.RetiredAt == null || t.Id == there))
            .Select(t => new { t.Id, t.ParentId, t.Name, t.ChineseName }).ToListAsync(ct);
        var names = all.ToDictionary(t => t.Id, t => new TopicName(t.Name, t.ChineseName));
        return
        [
            .. all.Select(t => new TopicShown(t.Id, t.ParentId, names[t.Id], t.ParentId is { } parent ? names.GetValueOrDefault(parent) : null))
                .InTheirOrder(t => t.Name, t => t.Parent),
        ];
    }

    /// <summary>Each under what it stands under, by name.</summary>
    public static IEnumerable<T> InTheirOrder<T>(this IEnumerable<T> topics, Func<T, TopicName> name, Func<T, TopicName?> parent) => topics
        .OrderBy(t => (parent(t) ?? name(t)).English, StringComparer.OrdinalIgnoreCase).ThenBy(t => parent(t) is null ? 0 : 1).ThenBy(t => name(t).English, StringComparer.OrdinalIgnoreCase);
}
