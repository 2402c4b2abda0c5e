using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Relationships;

/// <summary>Another customer who may be related: they have something in common.</summary>
public sealed record SuggestedRelation(Guid CustomerId, string Name, string Number, CustomerKind Kind, bool SharesPhone, bool SharesAddress, bool SharesAccount)
{
    /// <summary>How many of telephone, address and account they share.</summary>
    public int InCommon => (SharesPhone ? 1 : 0) + (SharesAddress ? 1 : 0) + (SharesAccount ? 1 : 0);
}

/// <summary>Finds customers in the user's branches who share a telephone in use, an address or an account, and are not yet known to be related.</summary>
internal static class Suggestions
{
    private const int Most = 8;

    // A switchboard or a hostel is shared by hundreds.
    private const int MostSharing = 50;

    extension(CrmDb db)
    {
        public async Task<IReadOnlyList<SuggestedRelation>> SuggestRelationsAsync(
            CurrentUser user, Guid customerId, HouseholdShown? household, IEnumerable<ISharedAccounts> accounts, CancellationToken ct)
        {
            var phones = await db.ContactPoints
                .Where(p => p.CustomerId == customerId && p.EndedOn == null && (p.Kind == ContactKind.Mobile || p.Kind == ContactKind.Landline))
                .Select(p => p.Lookup).ToListAsync(ct);
            var addresses = await db.Addresses.Where(a => a.CustomerId == customerId && a.Lookup != null).Select(a => a.Lookup!).ToListAsync(ct);
            var byPhone = phones.Count == 0 ? [] : await db.ContactPoints
                .Where(p => phones.Contains(p.Lookup) && p.EndedOn == null && p.CustomerId != customerId)
                .Select(p => p.CustomerId).Distinct().Take(MostSharing).ToListAsync(ct);
            var byAddress = addresses.Count == 0 ? [] : await db.Addresses
                .Where(a => addresses.Contains(a.Lookup!) && a.CustomerId != customerId)
                .Select(a => a.CustomerId).Distinct().Take(MostSharing).ToListAsync(ct);

            var byAccount = accounts.FirstOrDefault(a => user.May(a.Permission)) is { } shared ? await shared.WithAsync(db, user, customerId, MostSharing, ct) : [];

            var ids = byPhone.Union(byAddress).Union(byAccount).Except(household?.Present.Select(m => m.CustomerId) ?? []).ToList();
            if (ids.Count == 0)
            {
                return [];
            }

            var seesProtected = user.May(CustomerPermissions.ReadProtected);
            var others = await db.Customers
                .Where(c => ids.Contains(c.Id) && (seesProtected || !c.IsProtected))
                .Where(c => !db.Relations.Any(r => (r.FromId == customerId && r.ToId == c.Id) || (r.FromId == c.Id && r.ToId == customerId)))
                .Where(c => !db.DeclinedSuggestions.Any(
                    d => (d.CustomerId == customerId && d.OtherId == c.Id) || (d.CustomerId == c.Id && d.OtherId == customerId)))
                .Select(c => new { c.Id, c.Name, c.Number, c.Kind })
                .ToListAsync(ct);
            return
            [
                .. others
                    .Select(c => new SuggestedRelation(c.Id, c.Name, c.Number, c.Kind, byPhone.Contains(c.Id), byAddress.Contains(c.Id), byAccount.Contains(c.Id)))
                    .OrderByDescending(s => s.InCommon).ThenByDescending(s => s.SharesAccount).ThenBy(s => s.Number, StringComparer.Ordinal)
                    .Take(Most),
            ];
        }
    }
}
