using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts;

/// <summary>Which accounts of one's own customers end soon: read once, however many parts of a page ask.</summary>
internal sealed class OwnMaturities(CrmDb db, CurrentUser user, TimeProvider clock)
{
    /// <summary>Nobody asks further ahead.</summary>
    public const int Days = 30;

    private List<MaturingAccount>? read;

    /// <summary>From today on, the first to end first. Empty: the colleague does not see accounts.</summary>
    /// <param name="days">At most <see cref="Days"/>.</param>
    public async Task<IReadOnlyList<MaturingAccount>> WithinAsync(int days, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, Days);
        if (!user.May(AccountRights.ReadAnyOrOwn))
        {
            return [];
        }

        var today = Branch.DayAt(clock.GetUtcNow());
        read ??= await db.Customers.Where(c => c.OwnerId == user.StaffId && c.Stage != LifeCycleStage.Closed).WithAccountsSeenBy(user)
            .MaturingBetween(db, today, today.AddDays(Days))
            .OrderBy(a => a.On).ThenBy(a => a.Id)
            .ToListAsync(ct);
        return [.. read.TakeWhile(a => a.On <= today.AddDays(days))];
    }
}
