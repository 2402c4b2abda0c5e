using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.ServiceCases;

public enum TopicTree
{
    [Means("Categories")] Category,
    [Means("Causes")] Cause,
}

/// <summary>A branch of one of two trees: what cases are about, and what they came from. Retired, it stays with the cases that have it.</summary>
[Class(DataClass.C1)]
public sealed class CaseTopic : Entity
{
    public const int NameMaxLength = 80;
    public const int MostHours = 24 * 60;

    /// <summary>How soon a customer is answered, and how soon it is closed, unless a category says otherwise: 48 hours by the clock (S4-18).</summary>
    public const int UsualHours = 48;

    private CaseTopic() { } // EF Core

    public TopicTree Tree { get; private init; }

    /// <summary>Null: it stands at the top.</summary>
    public Guid? ParentId { get; private init; }

    public string Name { get; private set; } = "";
    public string ChineseName { get; private set; } = "";

    /// <summary>Hours by the clock until the first answer. Null: as usual.</summary>
    public int? AnswerHours { get; private set; }

    /// <summary>Hours by the clock until it is closed. Null: as usual.</summary>
    public int? ClosureHours { get; private set; }

    public CasePriority Priority { get; private set; } = CasePriority.Normal;

    /// <summary>What one has to be good at for it: a branch's queue with this skill is suggested. Null: as what it stands under says.</summary>
    public string? Skill { get; private set; }

    /// <summary>Null: it is in use.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    /// <param name="parent">Null: at the top. Trees are two levels high.</param>
    public static CaseTopic Of(Guid id, TopicTree tree, CaseTopic? parent, TopicContent content)
    {
        Refuse.If(parent is not null && parent.Tree != tree, "Categories stand under categories, causes under causes.");
        Refuse.If(parent is { ParentId: not null }, "Two levels are enough: choose one at the top.");
        Refuse.If(parent is { RetiredAt: not null }, "What it would stand under is retired.");
        var topic = new CaseTopic { Id = id, Tree = tree, ParentId = parent?.Id };
        topic.Take(content);
        return topic;
    }

    public void Change(TopicContent content)
    {
        Refuse.If(RetiredAt is not null, "It is retired: bring it back first.");
        Take(content);
    }

    public void Retire(DateTimeOffset now)
    {
        Refuse.If(RetiredAt is not null, "It is retired already.");
        RetiredAt = now;
    }

    public void BringBack()
    {
        Refuse.If(RetiredAt is null, "It is in use already.");
        RetiredAt = null;
    }

    private void Take(TopicContent content)
    {
        Refuse.If(content.AnswerHours is < 1 or > MostHours || content.ClosureHours is < 1 or > MostHours, "A target is between 1 and {0} hours or days.", MostHours);
        (Name, ChineseName, Priority) = (content.Name, content.ChineseName, content.Priority);
        (AnswerHours, ClosureHours, Skill) = Tree is TopicTree.Category ? (content.AnswerHours, content.ClosureHours, content.Skill) : (null, null, null);
    }
}

/// <summary>What is said of a category or cause.</summary>
/// <param name="AnswerHours">Null: as usual.</param>
/// <param name="ClosureHours">Null: as usual.</param>
/// <param name="Skill">Null: as what it stands under says.</param>
public sealed record TopicContent(
    string Name, string ChineseName, CasePriority Priority = CasePriority.Normal, int? AnswerHours = null, int? ClosureHours = null, string? Skill = null);
