using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>
/// Stamps what is saved, and writes what changed beside it, in the same transaction: one entry for each aggregate, with old and new
/// values. What a customer's parts are is one aggregate with them.
/// </summary>
internal sealed class AuditInterceptor(RecordedValues values, TimeProvider clock) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = (CrmDbContext)eventData.Context!;
        db.ChangeTracker.DetectChanges();
        var changed = Changed(db);
        Stamp(db, changed);

        foreach (var aggregate in changed.SelectMany(part => RootsOf(part).Select(root => (Root: root, Part: part))).GroupBy(p => p.Root, p => p.Part).ToList())
        {
            if (await RecordAsync(db, aggregate.Key, [.. aggregate], cancellationToken) is { } record)
            {
                db.Add(AuditEntry.Of(db.User.ToAuditActor(), record));
            }
        }

        return result;
    }

    /// <summary>For what a library saves that knows no other way, and nobody asks about.</summary>
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        Changed((CrmDbContext)eventData.Context!).Count == 0
            ? result
            : throw new NotSupportedException("Save with SaveChangesAsync: what changed is recorded there.");

    private static List<EntityEntry> Changed(CrmDbContext db) =>
    [
        .. db.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Where(e => e.Entity is Entity || e.Metadata.IsOwned()),
    ];

    private void Stamp(CrmDbContext db, List<EntityEntry> changed)
    {
        var now = clock.GetUtcNow();
        foreach (var entry in changed.Where(e => e.Entity is Entity && e.State is not EntityState.Deleted))
        {
            entry.Property(nameof(Entity.ChangedAt)).CurrentValue = now;
            entry.Property(nameof(Entity.ChangedBy)).CurrentValue = db.User.StaffId;
        }
    }

    private async Task<AuditRecord?> RecordAsync(CrmDbContext db, Root root, List<EntityEntry> parts, CancellationToken ct)
    {
        var changes = new List<(string, object?, object?)>();
        foreach (var part in parts)
        {
            await values.AddChangesAsync(db, part, isRoot: IdOf(part) == root.Id && !part.Metadata.IsOwned(), changes, ct);
        }

        var whole = parts.Find(p => IdOf(p) == root.Id && !p.Metadata.IsOwned());
        var auditEvent = parts[0].Metadata.ClrType.GetCustomAttributes(typeof(AuditedAsAttribute), inherit: false) is [AuditedAsAttribute named]
            ? named.Event
            : whole?.State switch
            {
                EntityState.Added => AuditEvents.Created,
                EntityState.Deleted => AuditEvents.Deleted,
                _ => AuditEvents.Changed,
            };
        return AuditChanges.Of(changes) is not { } text ? null : new(auditEvent)
        {
            ObjectType = root.Type,
            ObjectId = root.Id,
            CustomerRef = root.CustomerId,
            BranchId = parts.Select(p => BranchOf(p, root)).FirstOrDefault(id => id is not null),
            Changes = text,
        };
    }

    // What is between two customers is told in the history of both.
    private static IEnumerable<Root> RootsOf(EntityEntry entry) => entry.Entity is IBetweenCustomers pair
        ? [new("Customer", pair.FromId, pair.FromId), new("Customer", pair.ToId, pair.ToId)]
        : [RootOf(entry)];

    private static Guid? BranchOf(EntityEntry entry, Root root) => entry.Entity switch
    {
        IBranchScoped scoped => scoped.BranchId,
        IBetweenCustomers pair => pair.FromId == root.Id ? pair.FromBranchId : pair.ToBranchId,
        _ => null,
    };

    private static Root RootOf(EntityEntry entry) =>
        entry.Entity is IOfCustomer { CustomerId: var customerId } ? new("Customer", customerId, customerId)
        : entry.Metadata.FindOwnership() is { } ownership
            ? new(ownership.PrincipalEntityType.ClrType.Name, (Guid)entry.Property(ownership.Properties[0].Name).CurrentValue!, null)
            : new(entry.Metadata.ClrType.Name, IdOf(entry), (entry.Entity as IAboutCustomer)?.CustomerId);

    private static Guid IdOf(EntityEntry entry) => entry.Entity is Entity entity ? entity.Id : default;

    private sealed record Root(string Type, Guid Id, Guid? CustomerId);
}
