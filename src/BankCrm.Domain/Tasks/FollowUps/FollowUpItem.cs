using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.FollowUps;

/// <summary>A point of a follow-up's checklist.</summary>
[Class(DataClass.C1)]
public sealed class FollowUpItem : Entity, IBranchScoped
{
    public const int TextMaxLength = 200;

    /// <summary>A follow-up has at most so many.</summary>
    public const int Most = 30;

    private FollowUpItem() { } // EF Core

    public Guid FollowUpId { get; private init; }
    public Guid BranchId { get; private set; }

    /// <summary>They stand in this order. Given by the writer, with gaps.</summary>
    public int Place { get; private init; }

    public string Text { get; private init; } = "";

    /// <summary>Null: it is open.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    public Guid? DoneBy { get; private set; }

    public static FollowUpItem Of(FollowUp followUp, string text, int place, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        FollowUpId = followUp.Id,
        BranchId = followUp.BranchId,
        Place = place,
        Text = text,
    };

    public void Tick(bool isDone, Guid by, DateTimeOffset now)
    {
        Refuse.If(isDone && DoneAt is not null, "This point is done already.");
        Refuse.If(!isDone && DoneAt is null, "This point is open already.");
        (DoneAt, DoneBy) = isDone ? (now, by) : ((DateTimeOffset?)null, (Guid?)null);
    }
}
