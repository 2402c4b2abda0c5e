using BankCrm.Application.Accounts;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Analytics.Portfolio;

/// <summary>The customers one looks after, in figures, and the week ahead.</summary>
[Allow(CustomerPermissions.Read)]
public sealed record GetPortfolio;

/// <param name="Customers">Whose relationship has not ended.</param>
/// <param name="ByTier">The better tiers first; those with nobody are left out.</param>
/// <param name="Assets">In home currency. Null: the colleague does not see their accounts.</param>
/// <param name="Maturing">Accounts that mature within <see cref="MaturingDays"/> days.</param>
/// <param name="Week">Today and the six days after it.</param>
public sealed record PortfolioShown(
    int Customers, IReadOnlyList<(CustomerTier Tier, int Customers)> ByTier, int Dormant, int BirthdaysThisMonth, decimal? Assets, int Maturing, IReadOnlyList<PortfolioDay> Week)
{
    public const int MaturingDays = OwnMaturities.Days;
}

/// <param name="FollowUps">One's own that are due that day.</param>
/// <param name="Maturing">Accounts of one's customers that mature.</param>
public sealed record PortfolioDay(DateOnly Day, int FollowUps, int Maturing);

internal sealed class GetPortfolioHandler(CrmDb db, CurrentUser user, OwnMaturities maturities, TimeProvider clock) : IQueryHandler<GetPortfolio, PortfolioShown>
{
    private const int Days = 7;

    public async Task<PortfolioShown> HandleAsync(GetPortfolio query, CancellationToken ct)
    {
        var today = Branch.DayAt(clock.GetUtcNow());
        var mine = db.Customers.Where(c => c.OwnerId == user.StaffId && c.Stage != LifeCycleStage.Closed);
        var month = (short)today.Month;
        var tiers = await mine.GroupBy(c => c.Tier)
            .Select(g => new { g.Key, All = g.Count(), Dormant = g.Count(c => c.Stage == LifeCycleStage.Dormant), Birthdays = g.Count(c => c.BirthMonth == month) })
            .ToListAsync(ct);
        var seesAccounts = tiers.Count > 0 && user.May(AccountRights.ReadAnyOrOwn);
        var assets = seesAccounts ? await mine.WithAccountsSeenBy(user).Join(db.CustomerTotals, c => c.Id, t => t.CustomerId, (c, t) => t.Assets).SumAsync(ct) : (decimal?)null;
        var maturing = seesAccounts ? (await maturities.WithinAsync(PortfolioShown.MaturingDays, ct)).CountBy(a => a.On).ToDictionary() : [];
        return new(
            tiers.Sum(t => t.All), [.. tiers.OrderByDescending(t => t.Key).Select(t => (t.Key, t.All))], tiers.Sum(t => t.Dormant), tiers.Sum(t => t.Birthdays), assets,
            maturing.Values.Sum(), await WeekAsync(today, maturing, ct));
    }

    private async Task<IReadOnlyList<PortfolioDay>> WeekAsync(DateOnly today, Dictionary<DateOnly, int> maturing, CancellationToken ct)
    {
        var (from, until) = (Branch.StartOf(today).ToUniversalTime(), Branch.StartOf(today.AddDays(Days)).ToUniversalTime());
        var due = await db.FollowUps.Where(f => f.EndedAt == null && f.OwnerId == user.StaffId && f.DueAt >= from && f.DueAt < until).Select(f => f.DueAt).ToListAsync(ct);
        var byDay = due.CountBy(Branch.DayAt).ToDictionary();
        return [.. Enumerable.Range(0, Days).Select(today.AddDays).Select(day => new PortfolioDay(day, byDay.GetValueOrDefault(day), maturing.GetValueOrDefault(day)))];
    }
}
