using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Relationships;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Relationships;

/// <summary>What commands on relations and households load.</summary>
internal static class RelationFile
{
    extension(CrmDb db)
    {
        /// <summary>The other customer of a relation that is to be made.</summary>
        /// <exception cref="NotFoundException">There is none, or it is another branch's.</exception>
        /// <exception cref="ForbiddenException">The record is protected.</exception>
        public async Task<Customer> OtherCustomerAsync(Guid id, CurrentUser user, CancellationToken ct)
        {
            var other = await db.CustomerAsync(id, ct);
            return user.MayOpen(other.IsProtected) ? other : throw new ForbiddenException(CustomerPermissions.ReadProtected);
        }

        /// <summary>A relation of this customer, to change it.</summary>
        public async Task<Relation> RelationAsync(Guid customerId, Guid relationId, uint version, CancellationToken ct)
        {
            var relation = await db.ForChangeAsync<Relation>(relationId, version, ct);
            return relation.FromId == customerId || relation.ToId == customerId ? relation : throw new NotFoundException();
        }

        /// <summary>Those with which a relation of the two could be at odds.</summary>
        public async Task<IReadOnlyCollection<Relation>> AtOddsAsync(RelationKind kind, Guid from, Guid to, CancellationToken ct)
        {
            var merged = db.CustomersWithMerged.Where(c => c.MergedIntoId != null);
            return await db.Relations
                .Where(r => r.Kind == kind && (
                    (kind == RelationKind.Spouse && (r.FromId == from || r.ToId == from || r.FromId == to || r.ToId == to))
                    || (kind == RelationKind.Owns && r.ToId == to)
                    || (r.FromId == from && r.ToId == to)
                    || (r.FromId == to && r.ToId == from)))
                .Where(r => !merged.Any(c => c.Id == r.FromId || c.Id == r.ToId)) // the record they go on in has it too
                .ToListAsync(ct);
        }

        /// <summary>Of two colleagues who each add a spouse or a shareholder at the same time, one is told to look again.</summary>
        public async Task TakeTurnsAsync(RelationKind kind, Guid from, Guid to, CancellationToken ct)
        {
            if (kind is RelationKind.Spouse or RelationKind.Owns)
            {
                await db.TurnOfAsync(to, ct);
            }

            if (kind is RelationKind.Spouse)
            {
                await db.TurnOfAsync(from, ct);
            }
        }

        // One of another branch cannot be changed here; what is between them and others is not seen either.
        private async Task TurnOfAsync(Guid customerId, CancellationToken ct)
        {
            if (await db.Customers.AnyAsync(c => c.Id == customerId, ct))
            {
                await db.ForChangeAsync<Customer>(customerId, ct);
            }
        }

        /// <summary>The household in which this customer lives now, to change it.</summary>
        public async Task<Household> HouseholdOfAsync(Guid customerId, uint version, CancellationToken ct) =>
            await db.ForChangeAsync<Household>(await db.HouseholdIdOfAsync(customerId, ct) ?? throw new NotFoundException(), version, ct);

        /// <summary>The same, whatever the version. Null: they live in none.</summary>
        public async Task<Household?> PresentHouseholdOfAsync(Guid customerId, CancellationToken ct) =>
            await db.HouseholdIdOfAsync(customerId, ct) is { } id ? await db.ForChangeAsync<Household>(id, ct) : null;

        private Task<Guid?> HouseholdIdOfAsync(Guid customerId, CancellationToken ct) => db.HouseholdMembers
            .Where(m => m.CustomerId == customerId && m.Until == null)
            .Select(m => (Guid?)m.HouseholdId)
            .SingleOrDefaultAsync(ct);
    }
}
