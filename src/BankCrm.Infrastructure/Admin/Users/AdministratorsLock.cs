using BankCrm.Application.Admin.Users;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Admin.Users;

internal sealed class AdministratorsLock(CrmDbContext db) : IAdministratorsLock
{
    public Task TakeAsync(CancellationToken ct) => db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('administrators'))", ct);
}
