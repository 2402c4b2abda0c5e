using System.Text.Json;
using System.Text.Json.Serialization;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.Queues;

namespace BankCrm.Domain.Cases.Queues;

/// <summary>Why a queue does not get a case.</summary>
public enum QueuePassedOver
{
    [Means("It is for those with another skill")] OtherSkill,
    [Means("Nobody works in it")] Empty,
}

/// <summary>What is asked of a queue.</summary>
/// <param name="CategoryId">Null: it is sorted later, and its words speak for no category.</param>
/// <param name="Sureness">How probable the category is by the words, where nobody named one. Null: somebody did, or there is none.</param>
/// <param name="Skill">That the category asks for. Null: none.</param>
/// <param name="Language">Of the customer, or of what they wrote. Null: unknown.</param>
public sealed record QueueAsked(Guid? CategoryId, double? Sureness, string? Skill, CustomerLanguage? Language);

/// <summary>A queue, as it was counted.</summary>
/// <param name="Name">As it was called then.</param>
/// <param name="Fit">What it has to do with the skill.</param>
/// <param name="Speaking">So many of its members speak the language.</param>
/// <param name="PassedOver">Null: it could get it.</param>
public sealed record CountedQueue(Guid Id, string Name, QueueFit Fit, int Speaking, int Members, QueuePassedOver? PassedOver)
{
    /// <summary>For the skill: all of it where the queue is for it, half where it only wishes for it.</summary>
    public const int SkillWeight = 60;

    public const int LanguageWeight = 40;

    [JsonIgnore]
    public PointsRow Skill => new(PointsFor.Skills, SkillWeight, (int)Fit, (int)QueueFit.Needs);

    [JsonIgnore]
    public PointsRow Language => new(PointsFor.Language, LanguageWeight, Speaking, Math.Max(1, Members));

    [JsonIgnore]
    public decimal Total => Skill.Points + Language.Points;
}

/// <summary>
/// In which queue of a branch a case waits, and by what sum: the highest total of those that are not passed over; of equal totals, by name. A queue that suits the skill
/// comes before every one that does not. Then whoever works in the queue is chosen by its own rule.
/// </summary>
/// <param name="Queues">The chosen one first, those that are passed over last.</param>
public sealed record QueueChoice(QueueAsked Asked, IReadOnlyList<CountedQueue> Queues)
{
    /// <summary>Null: no queue of the branch suits it, it lies with the branch.</summary>
    [JsonIgnore]
    public CountedQueue? Winner => Queues.FirstOrDefault(q => q.PassedOver is null);

    /// <param name="queues">Those of the branch that take cases, with their members.</param>
    public static QueueChoice Of(QueueAsked asked, IEnumerable<WorkQueue> queues) => new(asked,
    [
        .. queues.Select(q => Counted(asked, q)).OrderBy(q => q.PassedOver is null ? 0 : 1).ThenBy(q => q.Fit is QueueFit.None ? 1 : 0).ThenByDescending(q => q.Total)
            .ThenBy(q => q.Name, StringComparer.Ordinal).ThenBy(q => q.Id),
    ]);

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <param name="json">Null: nothing was chosen.</param>
    public static QueueChoice? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<QueueChoice>(json);

    private static CountedQueue Counted(QueueAsked asked, WorkQueue queue)
    {
        var fit = asked.Skill is { } skill ? queue.FitFor(skill) : QueueFit.None;
        var speaking = queue.Members.Count(m => asked.Language switch
        {
            CustomerLanguage.English => m.SpeaksEnglish,
            CustomerLanguage.Chinese => m.SpeaksChinese,
            _ => false,
        });
        return new(
            queue.Id, queue.Name, fit, speaking, queue.Members.Count,
            queue.Members.Count == 0 ? QueuePassedOver.Empty : fit is not QueueFit.Needs && queue.Needs.Count > 0 ? QueuePassedOver.OtherSkill : null);
    }
}
