namespace BankCrm.Application.Customers.Selections;

/// <summary>Puts customers on a list and takes them off, many at a time: those the user sees, in the transaction that is open.</summary>
public interface IListWriter
{
    /// <param name="source">The id of a frozen selection, or of one customer.</param>
    /// <returns>How many of each branch were not on it before.</returns>
    Task<IReadOnlyList<ListedOfBranch>> AddAsync(Guid listId, Guid source, Guid byStaffId, DateTimeOffset now, CancellationToken ct);

    /// <param name="source">The id of a frozen selection, or of one customer.</param>
    /// <returns>How many of each branch were on it.</returns>
    Task<IReadOnlyList<ListedOfBranch>> TakeOffAsync(Guid listId, Guid source, CancellationToken ct);
}

public sealed record ListedOfBranch(Guid BranchId, int Customers);
