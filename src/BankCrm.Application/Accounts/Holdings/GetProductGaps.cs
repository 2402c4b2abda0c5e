using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Products.Catalogue;

namespace BankCrm.Application.Accounts.Holdings;

/// <summary>What customers like this one hold and this one does not, as far as the bank sells it today.</summary>
/// <param name="Held">What they hold, as the same page has read it.</param>
[Allow(AccountPermissions.Read, AccountPermissions.ReadOwn)]
public sealed record GetProductGaps(CustomerHoldings Held, CustomerKind Kind, CustomerTier Tier);

/// <param name="PerCent">So many of the customers like them hold it.</param>
/// <param name="OnSale">What of the catalogue would fill it.</param>
public sealed record ProductGap(HoldingClass Class, int PerCent, IReadOnlyList<ProductClass> OnSale);

/// <param name="Peers">So many customers like them were looked at: of their kind and tier, in the branches the colleague serves.</param>
public sealed record ProductGaps(int Peers, IReadOnlyList<ProductGap> Gaps);

internal sealed class GetProductGapsHandler(CrmDb db, CurrentUser user, PeerHoldings peers) : IQueryHandler<GetProductGaps, ProductGaps>
{
    // Of fewer nothing follows, and what is rare among them is no gap.
    private const int FewestPeers = 20;
    private const int LeastPerCent = 30;

    public async Task<ProductGaps> HandleAsync(GetProductGaps query, CancellationToken ct)
    {
        var like = await peers.OfAsync(db, user, query.Kind, query.Tier, ct);
        var held = query.Held.Classes.Where(c => c.Accounts.Any(a => a.Status is not Domain.Accounts.AccountStatus.Closed)).Select(c => c.Class).ToHashSet();
        return new(
            like.Count,
            like.Count < FewestPeers ? [] :
            [
                .. like.Holders.Where(h => !held.Contains(h.Key))
                    .Select(h => new ProductGap(h.Key, (int)(h.Value * 100L / like.Count), [.. PeerHoldings.ProductsOf(h.Key).Where(like.OnSale.Contains)]))
                    .Where(gap => gap.PerCent >= LeastPerCent && gap.OnSale.Count > 0)
                    .OrderByDescending(gap => gap.PerCent),
            ]);
    }
}
