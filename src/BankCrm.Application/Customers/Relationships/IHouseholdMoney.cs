using BankCrm.Application.Common;

namespace BankCrm.Application.Customers.Relationships;

/// <summary>What the members of a household have and owe together. The feature that keeps accounts brings it as a [Policy].</summary>
public interface IHouseholdMoney
{
    /// <summary>Who sees it.</summary>
    string Permission { get; }

    /// <param name="members">Those of the present.</param>
    Task<HouseholdMoney> OfAsync(CrmDb db, CurrentUser user, IReadOnlyList<Guid> members, CancellationToken ct);
}

/// <param name="Assets">In home currency, as the liabilities.</param>
/// <param name="NotCounted">So many members are in no sum: this colleague may not see their accounts.</param>
/// <param name="WithoutRate">So many accounts are in no sum, for their currency has no rate.</param>
public sealed record HouseholdMoney(decimal Assets, decimal Liabilities, int NotCounted, int WithoutRate);

internal static class HouseholdMoneyReader
{
    extension(IEnumerable<IHouseholdMoney> sources)
    {
        /// <summary>The household with its money, if this colleague may see any.</summary>
        public async Task<HouseholdShown?> AddToAsync(HouseholdShown? household, CrmDb db, CurrentUser user, CancellationToken ct) =>
            household is not null && sources.FirstOrDefault(s => user.May(s.Permission)) is { } source
                ? household with { Money = await source.OfAsync(db, user, [.. household.Present.Select(m => m.CustomerId)], ct) }
                : household;
    }
}
