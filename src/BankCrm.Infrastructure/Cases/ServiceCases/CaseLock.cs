using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Cases.ServiceCases;

internal sealed class CaseLock(CrmDb db) : ICaseLock
{
    public Task TakeAsync(Guid caseId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select from service_cases where id = {caseId} for no key update", ct);
}
