using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Absences;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Tasks.Absences;

internal sealed class AbsenceLock(CrmDb db) : IAbsenceLock
{
    public Task TakeAsync(CancellationToken ct) => db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('absences'))", ct);
}
