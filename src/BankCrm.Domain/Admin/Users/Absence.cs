using BankCrm.Domain.Common;

namespace BankCrm.Domain.Admin.Users;

/// <summary>That a colleague is away, and who stands in for them. Why they are away is nobody's affair.</summary>
[Class(DataClass.C1)]
public sealed class Absence : Entity
{
    /// <summary>The longest one, in days.</summary>
    public const int MostDays = 400;

    private Absence() { } // EF Core

    public Guid StaffId { get; private init; }

    /// <summary>Who stands in for them: sees and works on what they have, in the branches for which the deputy works anyway.</summary>
    public Guid DeputyId { get; private init; }

    public DateOnly From { get; private init; }

    /// <summary>The last day.</summary>
    public DateOnly Until { get; private set; }

    public Guid EnteredBy { get; private init; }

    /// <summary>Before it began. Null: it holds.</summary>
    public DateTimeOffset? CancelledAt { get; private set; }

    public static Absence Enter(Guid id, Guid staffId, Guid deputyId, DateOnly from, DateOnly until, Guid by, DateOnly today)
    {
        Refuse.If(until < from, "The last day comes before the first.");
        Refuse.If(until < today, "This time is over already.");
        Refuse.If(until.DayNumber - from.DayNumber >= MostDays, "At most {0} days at once.", MostDays);
        Refuse.If(deputyId == staffId, "Nobody stands in for themselves: choose a colleague.");
        return new() { Id = id, StaffId = staffId, DeputyId = deputyId, From = from, Until = until, EnteredBy = by };
    }

    public bool Covers(DateOnly day) => CancelledAt is null && From <= day && day <= Until;

    public bool Overlaps(DateOnly from, DateOnly until) => CancelledAt is null && From <= until && from <= Until;

    /// <summary>They are back today. One that has not begun is cancelled.</summary>
    public void End(DateOnly today, DateTimeOffset now)
    {
        Refuse.If(CancelledAt is not null || Until < today, "It has ended already.");
        if (From >= today)
        {
            CancelledAt = now;
            return;
        }

        Until = today.AddDays(-1);
    }
}
