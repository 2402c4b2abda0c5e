using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Relationships;

/// <summary>The household in which a customer lives.</summary>
/// <param name="Members">The head first, then those who are members now, then those who were.</param>
public sealed record HouseholdShown(Guid Id, uint Version, string Name, DateOnly FormedOn, IReadOnlyList<MemberShown> Members)
{
    /// <summary>Null: nobody keeps accounts, or the colleague may not see any.</summary>
    public HouseholdMoney? Money { get; init; }

    public IEnumerable<MemberShown> Present => Members.Where(m => m.Until is null);

    public HouseholdTotals Totals => new(
        Present.Count(),
        [.. Present.Where(m => m.Tier is not null).GroupBy(m => m.Tier!.Value).OrderByDescending(t => t.Key).Select(t => (t.Key, t.Count()))],
        [.. Present.Select(m => m.Owner).OfType<string>().Distinct().Order(StringComparer.Ordinal)]);
}

/// <summary>What the members come to together.</summary>
/// <param name="Tiers">The highest first.</param>
/// <param name="Owners">The colleagues who look after them.</param>
public sealed record HouseholdTotals(int Members, IReadOnlyList<(CustomerTier Tier, int Count)> Tiers, IReadOnlyList<string> Owners);

/// <param name="Name">Null: the record is protected, and the user may not open it.</param>
/// <param name="Owner">Null: the branch looks after them.</param>
public sealed record MemberShown(
    Guid CustomerId, string? Name, string Number, CustomerTier? Tier, string? Owner, bool IsHead, DateOnly Since, DateOnly? Until)
{
    public bool HasDied { get; init; }
}

internal static class HouseholdReader
{
    extension(CrmDb db)
    {
        /// <summary>Null: they live in none.</summary>
        public async Task<HouseholdShown?> ReadHouseholdAsync(CurrentUser user, Guid customerId, CancellationToken ct)
        {
            var rows = await db.HouseholdMembers
                .Where(mine => mine.CustomerId == customerId && mine.Until == null)
                .Join(db.Households, mine => mine.HouseholdId, h => h.Id, (mine, h) => new { h.Id, h.Version, h.Name, h.HeadId, h.FormedOn })
                .Join(db.HouseholdMembers, h => h.Id, m => m.HouseholdId, (h, m) => new { Household = h, m.CustomerId, m.Since, m.Until })
                .Join(db.Customers, m => m.CustomerId, c => c.Id, (m, c) => new { m.Household, m.CustomerId, m.Since, m.Until, c.Name, c.Number, c.Tier, c.IsProtected, c.OwnerId, HasDied = c.DiedOn != null })
                .LeftJoin(db.Staff, m => m.OwnerId, s => (Guid?)s.Id, (m, s) => new { m.Household, m.CustomerId, m.Since, m.Until, m.Name, m.Number, m.Tier, m.IsProtected, m.HasDied, Owner = s!.Name })
                .ToListAsync(ct);
            return rows is not [{ Household: var household }, ..] ? null : new(
                household.Id, household.Version, household.Name, household.FormedOn,
                [
                    .. rows.Select(m =>
                    {
                        var isOpen = user.MayOpen(m.IsProtected);
                        return new MemberShown(
                            m.CustomerId, isOpen ? m.Name : null, m.Number, isOpen ? m.Tier : null, m.Owner,
                            m.CustomerId == household.HeadId && m.Until is null, m.Since, m.Until)
                        {
                            HasDied = isOpen && m.HasDied,
                        };
                    })
                    .OrderBy(m => m.Until is not null).ThenByDescending(m => m.IsHead).ThenBy(m => m.Since),
                ]);
        }
    }
}
