using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Admin.Users;

internal sealed class AdministratorsLock(CrmDb db) : IAdministratorsLock
{
    public Task TakeAsync(CancellationToken ct) => db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('administrators'))", ct);
}
