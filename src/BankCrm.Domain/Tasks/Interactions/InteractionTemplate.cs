using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.Interactions;

/// <summary>With what a branch begins to write down a contact that happens often: nothing in it is about a customer.</summary>
[Class(DataClass.C1)]
public sealed class InteractionTemplate : Entity, IBranchScoped
{
    public const int NameMaxLength = 60;

    /// <summary>A branch has at most so many.</summary>
    public const int Most = 50;

    private InteractionTemplate() { } // EF Core

    public Guid BranchId { get; private init; }
    public string Name { get; private set; } = "";
    public InteractionKind Kind { get; private set; }
    public InteractionDirection Direction { get; private set; }

    /// <summary>Up to <see cref="Interaction.SubjectMaxLength"/>.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Up to <see cref="Interaction.TextMaxLength"/>. Empty: the notes are left to the writer.</summary>
    public string Text { get; private set; } = "";

    public static InteractionTemplate Of(Guid id, Guid branchId, InteractionTemplateContent content)
    {
        var template = new InteractionTemplate { Id = id, BranchId = branchId };
        template.Change(content);
        return template;
    }

    public void Change(InteractionTemplateContent content) =>
        (Name, Kind, Direction, Subject, Text) = (content.Name.Trim(), content.Kind, content.Direction, content.Subject.Trim(), content.Text.Trim());
}

public sealed record InteractionTemplateContent(string Name, InteractionKind Kind, InteractionDirection Direction, string Subject, string Text);
