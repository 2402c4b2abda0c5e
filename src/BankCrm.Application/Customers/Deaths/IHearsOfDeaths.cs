using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Deaths;

namespace BankCrm.Application.Customers.Deaths;

/// <summary>Hears of a death, in the transaction that writes it down. Write a class with [Policy]; it is found.</summary>
internal interface IHearsOfDeaths
{
    /// <summary>A colleague reported or confirmed it.</summary>
    /// <param name="report">As it stands now.</param>
    /// <param name="by">Who did it.</param>
    Task HearAsync(CrmDb db, DeathReport report, Customer customer, Guid by, DateTimeOffset now, CancellationToken ct);

    /// <summary>An import or another system told that these customers of the bank have died.</summary>
    Task HearToldAsync(CrmDb db, IReadOnlyList<Customer> customers, DateTimeOffset now, CancellationToken ct);
}
