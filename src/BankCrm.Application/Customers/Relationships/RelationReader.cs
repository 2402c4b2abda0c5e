using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Relationships;

/// <summary>A relation as one of the two customers' pages shows it.</summary>
/// <param name="Role">What the other is to this one.</param>
/// <param name="OtherId">Null: a customer of another branch, of whom the user may know only that.</param>
/// <param name="Name">Null there, and of protected records that the user may not open.</param>
/// <param name="Branch">Where the other belongs.</param>
/// <param name="Note">Empty: none, or not for this user.</param>
public sealed record RelationShown(
    Guid Id, RelationRole Role, Guid? OtherId, string? Name, string Number, CustomerTier? Tier, string Branch, decimal? Share, DateOnly? Since,
    DateOnly? Until, string Note)
{
    /// <summary>The other customer has.</summary>
    public bool HasDied { get; init; }
}

/// <summary>Reads a customer's relations, from whichever end they were written down.</summary>
[Policy]
internal sealed class RelationReader(ICustomerVault vault)
{
    /// <summary>Those that hold first. One more than <paramref name="most"/> where there are more.</summary>
    public async Task<IReadOnlyList<RelationShown>> ReadAsync(CrmDb db, CurrentUser user, Guid customerId, int most, CancellationToken ct)
    {
        var rows = await db.Relations
            .Where(r => r.FromId == customerId || r.ToId == customerId)
            .OrderBy(r => r.Until != null).ThenByDescending(r => r.Id)
            .Take(most + 1)
            .Select(r => new
            {
                Relation = r,
                OtherId = r.FromId == customerId ? r.ToId : r.FromId,
                BranchId = r.FromId == customerId ? r.ToBranchId : r.FromBranchId,
            })
            .LeftJoin(db.Customers, r => r.OtherId, c => c.Id, (r, c) => new
            {
                r.Relation,
                r.BranchId,
                OtherId = (Guid?)c!.Id,
                c.Name,
                c.Number,
                Tier = (CustomerTier?)c.Tier,
                IsProtected = (bool?)c.IsProtected,
                HasDied = (bool?)(c.DiedOn != null),
            })
            .LeftJoin(db.Branches, r => r.BranchId, b => b.Id, (r, b) => new { r.Relation, r.OtherId, r.Name, r.Number, r.Tier, r.IsProtected, r.HasDied, r.BranchId, Branch = b!.Name })
            .LeftJoin(db.CustomerKeys, r => r.Relation.FromId, k => k.CustomerId, (r, k) => new
            {
                r.Relation,
                r.OtherId,
                r.Name,
                r.Number,
                r.Tier,
                r.IsProtected,
                r.HasDied,
                r.BranchId,
                r.Branch,
                Wrapped = r.Relation.Note == null ? null : k!.Wrapped,
            })
            .ToListAsync(ct);
        return
        [
            .. rows

            // One of the user's own branches who is not there was merged into another record, which has the relation too or is this one.
            .Where(r => r.OtherId is not null || !(user.SeesAllBranches || user.Branches.Contains(r.BranchId)))
            .Select(row =>
            {
                var (relation, isOpen) = (row.Relation, row.IsProtected is { } isProtected && user.MayOpen(isProtected));
                return new RelationShown(
                    relation.Id, relation.RoleFor(customerId), row.OtherId, isOpen ? row.Name : null, row.Number ?? "", isOpen ? row.Tier : null,
                    row.Branch ?? "", relation.Share, relation.Since, relation.Until, isOpen ? NoteOf(relation, row.Wrapped) : "")
                {
                    HasDied = isOpen && row.HasDied is true,
                };
            })
            .OrderBy(r => r.Until is not null).ThenBy(r => r.Role).ThenByDescending(r => r.Share).ThenBy(r => r.Name, StringComparer.Ordinal),
        ];
    }

    public string NoteOf(Relation relation, byte[]? wrapped) => relation.Note is { } note && wrapped is not null
        ? vault.Open(relation.FromId, wrapped).Open(Relation.NoteColumn, relation.Id, note)
        : "";
}
