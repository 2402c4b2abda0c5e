using BankCrm.Application.Common;
using BankCrm.Domain.Customers.Contacts;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Relationships;

/// <summary>Another customer who may be related: they have something in common.</summary>
public sealed record SuggestedRelation(Guid CustomerId, string Name, string Number, bool SharesPhone, bool SharesAddress);

/// <summary>Finds customers in the user's branches who share a telephone in use, or an address, and are not yet known to be related.</summary>
internal static class Suggestions
{
    private const int Most = 8;

    // A switchboard or a hostel is shared by hundreds.
    private const int MostSharing = 50;

    extension(CrmDb db)
    {
        public async Task<IReadOnlyList<SuggestedRelation>> SuggestRelationsAsync(
            CurrentUser user, Guid customerId, HouseholdShown? household, CancellationToken ct)
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

            var ids = byPhone.Union(byAddress).Except(household?.Present.Select(m => m.CustomerId) ?? []).ToList();
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
                .Select(c => new { c.Id, c.Name, c.Number })
                .ToListAsync(ct);
            return
            [
                .. others
                    .Select(c => new SuggestedRelation(c.Id, c.Name, c.Number, byPhone.Contains(c.Id), byAddress.Contains(c.Id)))
                    .OrderByDescending(s => s.SharesPhone && s.SharesAddress).ThenBy(s => s.Number, StringComparer.Ordinal)
                    .Take(Most),
            ];
        }
    }
}
