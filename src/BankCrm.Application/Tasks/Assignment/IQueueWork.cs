using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Queues;

namespace BankCrm.Application.Tasks.Assignment;

/// <summary>A kind of work that waits in queues. Found, not listed: a class that is a policy.</summary>
internal interface IQueueWork
{
    QueuedKind Kind { get; }

    /// <summary>In queues that take this it waits; never both.</summary>
    QueueTakes WaitsIn { get; }

    /// <summary>The permission without which nobody may have such work.</summary>
    string Works { get; }

    /// <summary>The permission with which one gives it to others.</summary>
    string Directs { get; }

    /// <summary>Points of capacity that a piece takes. What is open is counted by the function open_work of the database, which has to know each kind.</summary>
    /// <param name="priority">Empty: work of this kind has none.</param>
    int PointsOf(string priority);

    /// <summary>How much of it waits in each of these queues; those in which nothing does may be left out.</summary>
    /// <param name="hiddenFrom">What this colleague must not know of is not counted. Null: all is.</param>
    Task<IReadOnlyDictionary<Guid, int>> WaitingAsync(CrmDb db, IReadOnlyCollection<Guid> queueIds, Guid? hiddenFrom, CancellationToken ct);

    /// <summary>What waits in a queue and this colleague may know of, what is due first on top.</summary>
    Task<IReadOnlyList<WorkToAssign>> NextAsync(CrmDb db, CurrentUser user, Guid queueId, int most, CancellationToken ct);

    /// <summary>What waits in a queue and this colleague sees, behind a place, what is due first on top.</summary>
    /// <param name="after">Null: from the beginning.</param>
    Task<IReadOnlyList<QueuedRow>> ListAsync(CrmDb db, CurrentUser user, Guid queueId, (DateTimeOffset At, Guid Id)? after, int most, DateTimeOffset now, CancellationToken ct);

    /// <summary>These, as this colleague sees them, in no order.</summary>
    Task<IReadOnlyList<QueuedRow>> ShownAsync(CrmDb db, CurrentUser user, IReadOnlyCollection<Guid> ids, DateTimeOffset now, CancellationToken ct);

    /// <summary>Out of a queue, for whoever takes it on.</summary>
    /// <exception cref="Domain.Common.RefusedException">A colleague was faster.</exception>
    Task ClaimAsync(CrmDb db, IRowLock rows, CurrentUser user, Guid queueId, Guid id, DateTimeOffset now, CancellationToken ct);

    /// <summary>Out of a queue, to whom its rule chose.</summary>
    /// <param name="by">Null: the system.</param>
    Task GiveAsync(CrmDb db, WorkQueue queue, Guid id, Counting counting, Guid? by, DateTimeOffset now, CancellationToken ct);

    /// <summary>What was taken on last out of a queue, and is still open. Null: nothing.</summary>
    /// <param name="by">By this colleague. Null: by anybody.</param>
    Task<TakenWork?> LastTakenAsync(CrmDb db, Guid queueId, Guid? by, CancellationToken ct);
}

/// <summary>A piece of work, as far as the rule has to know it.</summary>
/// <param name="CustomerId">Null: it is about none; then nobody looks after them, and nothing is protected.</param>
/// <param name="CustomersOwnerId">Who looks after the customer. Null: the branch does.</param>
/// <param name="Language">Null: it is not known, or from nobody.</param>
/// <param name="Points">Of capacity that it takes.</param>
internal sealed record WorkToAssign(
    IQueueWork Of, Guid Id, DateTimeOffset DueAt, Guid? CustomerId, Guid? CustomersOwnerId, CustomerLanguage? Language, bool IsProtected, int Points)
{
    /// <summary>Colleagues whom it concerns: they must not have it.</summary>
    public IReadOnlyList<Guid> NotFor { get; init; } = [];
}

/// <summary>A piece of work that waits, as the page of its queue shows it.</summary>
/// <param name="Subject">Null: this colleague may not read it.</param>
/// <param name="What">The kind of follow-up, case or enquiry.</param>
/// <param name="Promise">Which promise is due then. Null: it is none.</param>
/// <param name="IsPaused">Its clock stands still.</param>
/// <param name="Customer">Null: it is about none, or about a protected record that this colleague may not open.</param>
/// <param name="MayTake">As far as the work itself goes.</param>
public sealed record QueuedRow(
    QueuedKind Of, Guid Id, string Path, string? Subject, Enum What, FollowUpPriority Priority, DateTimeOffset DueAt, bool HasTime, Enum? Promise, bool IsLate, bool IsPaused, Guid? CustomerId,
    string? Customer, bool MayTake)
{
    /// <summary>Told where the name is.</summary>
    public bool HasDied { get; init; }
}

/// <param name="Path">Where it is opened.</param>
internal sealed record TakenWork(Guid OwnerId, DateTimeOffset At, string Path);
