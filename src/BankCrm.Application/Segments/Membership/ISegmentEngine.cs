using BankCrm.Domain.Customers;

namespace BankCrm.Application.Segments.Membership;

/// <summary>What of segments the database does by itself, in the transaction that is open.</summary>
public interface ISegmentEngine
{
    /// <summary>Some customers taken by chance, block by block of the table.</summary>
    /// <param name="percent">Above 0, below 100.</param>
    IQueryable<Customer> Sampled(double percent);

    /// <summary>From now on queries of this transaction may hold so much at once that large groups are told apart in memory.</summary>
    /// <param name="readsAll">All customers of the bank are looked at: tables are read as a whole instead of row by row.</param>
    Task AllowLargeAsync(bool readsAll, CancellationToken ct);

    /// <summary>Writes the members of a snapshot without bringing them here.</summary>
    /// <returns>How many they are.</returns>
    Task<int> KeepAsync(Guid snapshotId, IQueryable<Customer> members, CancellationToken ct);
}
