using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.Queues;

namespace BankCrm.Application.Tasks.Assignment;

/// <summary>A kind of work that waits in queues. Found, not listed: a class that is a policy.</summary>
internal interface IQueueWork
{
    /// <summary>Its own kind; never both.</summary>
    QueueTakes Kind { get; }

    /// <summary>How many points of it each of these colleagues has open in a branch; who has none may be left out.</summary>
    Task<IReadOnlyDictionary<Guid, int>> OpenPointsAsync(CrmDb db, Guid branchId, IReadOnlyCollection<Guid> staffIds, CancellationToken ct);

    /// <summary>How much of it waits in each of these queues; those in which nothing does may be left out.</summary>
    Task<IReadOnlyDictionary<Guid, int>> WaitingAsync(CrmDb db, IReadOnlyCollection<Guid> queueIds, CancellationToken ct);
}

/// <summary>A piece of work, as far as the rule has to know it.</summary>
/// <param name="CustomerId">Null: it is about none; then the three after it mean nothing.</param>
/// <param name="CustomersOwnerId">Who looks after the customer. Null: the branch does.</param>
/// <param name="Points">Of capacity that it takes.</param>
internal sealed record WorkToAssign(Guid Id, Guid? CustomerId, Guid? CustomersOwnerId, CustomerLanguage? Language, bool IsProtected, int Points);
