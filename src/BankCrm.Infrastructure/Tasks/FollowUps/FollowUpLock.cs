using BankCrm.Application.Common;
using BankCrm.Application.Tasks.FollowUps;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Tasks.FollowUps;

internal sealed class FollowUpLock(CrmDb db) : IFollowUpLock
{
    public Task TakeAsync(Guid followUpId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select from follow_ups where id = {followUpId} for no key update", ct);
}
