using BankCrm.Application.Common;
using BankCrm.Domain.Customers.Relationships;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Relationships;

/// <summary>A relation for the form that changes, ends or takes it back.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record GetRelationToChange(Guid CustomerId, Guid RelationId);

/// <param name="Other">Null: of another branch, or protected: it can only be ended.</param>
/// <param name="Branch">Where the other belongs.</param>
public sealed record RelationToChange(
    string Customer, uint Version, RelationRole Role, string? Other, string Branch, decimal? Share, DateOnly? Since, DateOnly? Until, string Note);

internal sealed class GetRelationToChangeHandler(CrmDb db, CurrentUser user, RelationReader reader) : IQueryHandler<GetRelationToChange, RelationToChange>
{
    public async Task<RelationToChange> HandleAsync(GetRelationToChange query, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(query.CustomerId, user, ct);
        var relation = await db.Relations
            .SingleOrDefaultAsync(r => r.Id == query.RelationId && (r.FromId == customer.Id || r.ToId == customer.Id), ct) ?? throw new NotFoundException();
        var otherId = relation.OtherOf(customer.Id);
        var other = await db.Customers.Where(c => c.Id == otherId).Select(c => new { c.Name, c.IsProtected }).SingleOrDefaultAsync(ct);
        var branchId = otherId == relation.FromId ? relation.FromBranchId : relation.ToBranchId;
        var branch = await db.Branches.Where(b => b.Id == branchId).Select(b => b.Name).SingleOrDefaultAsync(ct);
        var isOpen = other is not null && user.MayOpen(other.IsProtected);
        var wrapped = isOpen && relation.Note is not null
            ? await db.CustomerKeys.Where(k => k.CustomerId == relation.FromId).Select(k => k.Wrapped).SingleOrDefaultAsync(ct)
            : null;
        return new(
            customer.Name, relation.Version, relation.RoleFor(customer.Id), isOpen ? other!.Name : null, branch ?? "", relation.Share, relation.Since,
            relation.Until, reader.NoteOf(relation, wrapped));
    }
}
