namespace BankCrm.Domain.Common;

/// <summary>A thing with an identity of its own. Its id is known before it is saved, so that a form can carry it.</summary>
public abstract class Entity
{
    private readonly List<object> events = [];

    /// <remarks>Made when it is first asked for, unless it was given: a random number takes longer than all else an entity is made of.</remarks>
    public Guid Id { get => field == default ? field = Guid.CreateVersion7() : field; protected init; }

    /// <summary>PostgreSQL's xmin: changes with every update, so a stale edit can be told from a fresh one.</summary>
    public uint Version { get; private set; }

    /// <summary>UTC. Stamped when the change is saved.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The staff member whose change it was. Null: the system itself.</summary>
    public Guid? ChangedBy { get; private set; }

    /// <summary>What happened to it since it was loaded, in the past tense.</summary>
    public IReadOnlyList<object> Events => events;

    protected void Raise(object happened) => events.Add(happened);
}

/// <summary>Rows of this kind are seen only by staff who work for the branch: a query filter and row-level security see to it.</summary>
public interface IBranchScoped
{
    Guid BranchId { get; }
}

/// <summary>A part of a customer's record. Its changes stand in that customer's history.</summary>
public interface IOfCustomer
{
    Guid CustomerId { get; }
}

/// <summary>Rows that tell what was done with this very record: when it is merged into another they stay with it.</summary>
public interface IStaysWithRecord;

/// <summary>Rows that are nobody's act and are counted anew by the system itself: when a record is merged into another they are left behind.</summary>
public interface ICountedAnew;

/// <summary>A thing of its own that may be about a customer. Its changes are recorded as that customer's too, though they are none of their record.</summary>
public interface IAboutCustomer
{
    /// <summary>Null: it is about none.</summary>
    Guid? CustomerId { get; }
}

/// <summary>
/// Joins two customers, of one branch or of two. Whoever sees one of them sees the row, though not the other customer; its changes stand
/// in the history of both. A query filter and row-level security see to it.
/// </summary>
public interface IBetweenCustomers
{
    Guid FromId { get; }
    Guid FromBranchId { get; }
    Guid ToId { get; }
    Guid ToBranchId { get; }
}
