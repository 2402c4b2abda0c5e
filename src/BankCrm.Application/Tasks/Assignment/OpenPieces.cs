using BankCrm.Domain.Tasks.Queues;

namespace BankCrm.Application.Tasks.Assignment;

/// <summary>All that is told of the work a colleague has open in branches the user may not see: how much there is of each kind and priority.</summary>
public sealed class OpenPieces
{
    public QueuedKind Kind { get; private init; }
    public Guid StaffId { get; private init; }

    /// <summary>Empty: work of this kind has none.</summary>
    public string Priority { get; private init; } = "";

    /// <summary>In the branch that was asked about. Otherwise in some other.</summary>
    public bool IsHere { get; private init; }

    public int Pieces { get; private init; }
}

/// <summary>What a colleague has open, of all kinds of work.</summary>
/// <param name="Here">Points of capacity in the branch that was asked about.</param>
/// <param name="Elsewhere">Points of capacity in all others.</param>
/// <param name="FollowUpsElsewhere">How many follow-ups in all others.</param>
public sealed record OpenLoad(int Here, int Elsewhere, int FollowUpsElsewhere)
{
    public static OpenLoad None { get; } = new(0, 0, 0);

    /// <summary>Points of capacity in all branches.</summary>
    public int Points => Here + Elsewhere;
}
