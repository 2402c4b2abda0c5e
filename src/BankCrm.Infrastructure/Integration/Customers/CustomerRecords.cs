using BankCrm.Application.Common;
using BankCrm.Application.Integration.Customers;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Infrastructure.DataQuality.Import;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Integration.Customers;

internal sealed class CustomerRecords(CrmDb db, CustomerChanger changer) : ICustomerRecords
{
    public async Task ChangeAsync(Guid customerId, uint version, CustomerFields fields, CancellationToken ct)
    {
        var changed = await changer.ChangeAsync(
            [new(customerId, fields.ToRow(externalNumber: ""))], ct, new Dictionary<Guid, uint> { [customerId] = version });
        Refuse.If(changed.Refused.GetValueOrDefault(0));
        db.ChangeTracker.Entries<Customer>().Single(e => e.Entity.Id == customerId).Property(c => c.ChangedAt).IsModified = true; // what was seen is compared, whatever changes
    }
}
