using BankCrm.Domain.DataQuality.Merging;

namespace BankCrm.Application.DataQuality.Merging;

/// <summary>
/// Moves what points at one customer to another, and puts it back. What that is, the schema says: a table that comes later moves too.
/// Each within the transaction that is open.
/// </summary>
public interface ICustomerMover
{
    /// <summary>How many rows of which tables point at the customer, and would move.</summary>
    Task<IReadOnlyList<MovedRows>> CountAsync(Guid customerId, CancellationToken ct);

    /// <summary>Locks both records and keeps an image of every row that a merge may touch.</summary>
    Task KeepAsync(Merge merge, CancellationToken ct);

    /// <summary>Saves what the unit of work has changed, moves the rows, and keeps an image of them as they are now.</summary>
    Task<IReadOnlyList<MovedRows>> MoveAsync(Merge merge, CancellationToken ct);

    /// <summary>Puts every row back as it was; those that were changed since are left.</summary>
    Task<IReadOnlyList<MovedRows>> RestoreAsync(Merge merge, CancellationToken ct);
}

/// <param name="Table">As it is called in the database.</param>
public sealed record MovedRows(string Table, MergeFate Fate, int Rows);
