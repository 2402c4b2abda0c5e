using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Deaths;

namespace BankCrm.Application.Customers.Deaths;

/// <summary>Hears that a colleague reported or confirmed a death, in the transaction that writes it down. Write a class with [Policy]; it is found.</summary>
internal interface IHearsOfDeaths
{
    /// <param name="report">As it stands now.</param>
    /// <param name="by">Who did it.</param>
    Task HearAsync(CrmDb db, DeathReport report, Customer customer, Guid by, DateTimeOffset now, CancellationToken ct);
}
