using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Reveals;
using BankCrm.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts;

/// <param name="Name">Null: a customer of another branch, or a protected record.</param>
public sealed record HolderShown(Guid CustomerId, string? Name, HolderRole Role, DateOnly? Since)
{
    /// <summary>Told where the name is.</summary>
    public bool HasDied { get; init; }
}

/// <summary>A holder whose accounts the colleague may see.</summary>
/// <param name="BranchId">Theirs.</param>
internal sealed record SeenHolder(Guid CustomerId, Guid BranchId);

/// <summary>Who holds an account, as far as the colleague may know.</summary>
/// <param name="OwnerId">Of those whose accounts they may see, the first: under them the account is looked at.</param>
/// <param name="BranchId">Theirs.</param>
/// <param name="ToReveal">The first of whom they may have masked values shown. Null: of none.</param>
internal sealed record HoldersSeen(IReadOnlyList<HolderShown> Holders, Guid OwnerId, Guid BranchId, SeenHolder? ToReveal);

internal static class HoldersReader
{
    extension(CrmDb db)
    {
        /// <exception cref="NotFoundException">None of the holders is one whose accounts this colleague may see.</exception>
        public async Task<HoldersSeen> HoldersSeenAsync(CurrentUser user, Guid accountId, CancellationToken ct)
        {
            var held = await db.AccountHolders.Where(h => h.AccountId == accountId)
                .LeftJoin(db.Customers, h => h.CustomerId, c => c.Id, (h, c) => new
                {
                    h.CustomerId,
                    h.BranchId,
                    h.Role,
                    h.Since,
                    Name = (string?)c!.Name,
                    OwnerId = (Guid?)c.OwnerId,
                    IsProtected = (bool?)c.IsProtected,
                    HasDied = c.DiedOn != null,
                })
                .ToListAsync(ct);
            var seen = held.Where(h => h.Name is not null && user.MaySeeAccounts(h.OwnerId, h.IsProtected is true)).OrderBy(h => h.Role).ToList();
            return seen.Count == 0
                ? throw new NotFoundException()
                : new(
                    [.. held.OrderBy(h => h.Role).ThenBy(h => h.Name).Select(h => user.MayOpen(h.IsProtected is true)
                        ? new HolderShown(h.CustomerId, h.Name, h.Role, h.Since) { HasDied = h.HasDied }
                        : new(h.CustomerId, null, h.Role, h.Since))],
                    seen[0].CustomerId, seen[0].BranchId,
                    seen.Where(h => RevealRights.MayReveal(user, h.OwnerId)).Select(h => new SeenHolder(h.CustomerId, h.BranchId)).FirstOrDefault());
        }
    }
}
