using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Application.Customers.Registration;

/// <summary>A new customer with the key that everything sealed of theirs opens with.</summary>
public sealed record KeyedCustomer(NewCustomer New, CustomerKey Key);

/// <summary>Customers ready to be sent. Written once; whoever does not write them disposes of them.</summary>
public interface IPreparedCustomers : IDisposable
{
    int Count { get; }
}

/// <summary>
/// Saves new customers by the thousand, as the unit of work would save them one by one: within the scope of whoever is at work, stamped,
/// with the same constraints. Instead of an entry for each, one entry tells of the whole chunk.
/// </summary>
public interface ICustomerBulkWriter
{
    /// <summary>
    /// Makes of a chunk what is sent to the database, so that one chunk can be made while another is being written. Customers who come
    /// one by one are forgotten one by one.
    /// </summary>
    IPreparedCustomers Prepare(IEnumerable<KeyedCustomer> chunk);

    /// <summary>A chunk is saved whole or not at all. A few thousand at once are quickest.</summary>
    /// <remarks>In the transaction that is open on CrmDb, so that the caller can add rows of its own; where none is, in one of its own.</remarks>
    /// <param name="occasion">What the entry says besides counts and range: an import names its event and its run.</param>
    /// <exception cref="Domain.Common.RefusedException">A constraint was broken, such as a document that another customer has.</exception>
    Task WriteAsync(IPreparedCustomers chunk, AuditRecord occasion, CancellationToken ct);

    /// <summary>As the other, for customers who are at hand.</summary>
    Task WriteAsync(IReadOnlyList<KeyedCustomer> chunk, AuditRecord occasion, CancellationToken ct) => WriteAsync(Prepare(chunk), occasion, ct);

    /// <summary>Unused customer numbers, in order; what is not used stays a gap.</summary>
    Task<IReadOnlyList<string>> TakeNumbersAsync(int count, CancellationToken ct);
}
