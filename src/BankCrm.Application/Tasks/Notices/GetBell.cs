using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Notices;

/// <summary>How many notices one has not read: at most <see cref="Most"/> and one.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record GetBell
{
    public const int Most = 99;
}

internal sealed class GetBellHandler(CrmDb db, CurrentUser user, Bell bell) : IQueryHandler<GetBell, int>
{
    public async Task<int> HandleAsync(GetBell query, CancellationToken ct)
    {
        var before = bell.RungFor(user.Person);
        var count = await db.Notices.Where(n => n.StaffId == user.StaffId && n.ReadAt == null).OrderByDescending(n => n.At).Take(GetBell.Most + 1).CountAsync(ct);
        bell.Keep(user.Person, before, count);
        return count;
    }
}
