using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>
/// The values of a change as the trail keeps them. What identifies a customer is sealed under their key, so that destroying the key
/// erases it here too while the chain stays whole; what authenticates is never kept.
/// </summary>
internal sealed class RecordedValues(ICustomerVault vault)
{
    private static readonly ConcurrentDictionary<IProperty, DataClass?> Classes = new();
    private static readonly HashSet<string> Stamps = [nameof(Entity.Version), nameof(Entity.ChangedAt), nameof(Entity.ChangedBy)];

    /// <summary>Appends what changed in this row; fields of a part are named by the part and its id.</summary>
    public async Task AddChangesAsync(
        CrmDbContext db, EntityEntry entry, bool isRoot, List<(string, object?, object?)> changes, CancellationToken ct)
    {
        var type = entry.Metadata.ClrType;
        var keys = entry.Metadata.IsOwned() ? string.Join('+', entry.Metadata.FindPrimaryKey()!.Properties.Select(p => entry.Property(p.Name).CurrentValue)) : null;
        var prefix = isRoot ? "" : $"{type.Name}/{keys ?? entry.Property(nameof(Entity.Id)).CurrentValue}/";
        var row = entry.Entity is Entity entity ? entity.Id : default;

        var all = entry.Properties.Concat(entry.ComplexProperties.SelectMany(c => c.Properties));
        foreach (var property in all.Where(p => IsKept(entry, p)))
        {
            var old = entry.State is EntityState.Added ? null : property.OriginalValue;
            var now = entry.State is EntityState.Deleted ? null : property.CurrentValue;
            if (Same(old, now))
            {
                continue;
            }

            if (entry.Entity is IOfCustomer { CustomerId: var customerId } && ClassOf(property.Metadata) is DataClass.C2)
            {
                var cipher = await CipherAsync(db, customerId, ct);
                old = Hide(cipher, type, property.Metadata, row, old);
                now = Hide(cipher, type, property.Metadata, row, now);
            }

            changes.Add((prefix + property.Metadata.Name, Text(old), Text(now)));
        }
    }

    // The sealed values of tables stay as they are there; hashes for look-ups tell nobody anything.
    private static bool IsKept(EntityEntry entry, PropertyEntry property) =>
        (entry.State is not EntityState.Modified || property.IsModified)
        && !Stamps.Contains(property.Metadata.Name)
        && (property.Metadata.ClrType != typeof(byte[]))
        && ClassOf(property.Metadata) is not DataClass.C3
        && (!property.Metadata.IsPrimaryKey() || entry.Metadata.IsOwned())
        && property.Metadata.Name != nameof(IOfCustomer.CustomerId);

    private static object? Hide(ICustomerCipher cipher, Type type, IProperty property, Guid row, object? value) =>
        value is null or Sealed ? value : cipher.Seal(RecordedColumn.Of(type.Name, property.Name), row, Text(value)!.ToString()!);

    // Of many customers the number: who they are stands in the record itself.
    private static object? Text(object? value) => value switch
    {
        IEnumerable<string> many => string.Join("; ", many),
        IEnumerable<Guid> ids => ids.Count(),
        IEnumerable<object> parts => string.Join("; ", parts),
        _ => value,
    };

    private static bool Same(object? old, object? now) =>
        old is IEnumerable a and not string && now is IEnumerable b and not string ? a.Cast<object>().SequenceEqual(b.Cast<object>()) : Equals(old, now);

    // Asked for each field of each row that is saved.
    private static DataClass? ClassOf(IProperty property) => Classes.GetOrAdd(property, DeclaredClassOf);

    private static DataClass? DeclaredClassOf(IProperty property) =>
        property.PropertyInfo?.GetCustomAttribute<ClassAttribute>()?.DataClass
        ?? property.DeclaringType.ClrType.GetCustomAttribute<ClassAttribute>()?.DataClass;

    private async Task<ICustomerCipher> CipherAsync(CrmDbContext db, Guid customerId, CancellationToken ct)
    {
        if (!db.Ciphers.TryGetValue(customerId, out var cipher))
        {
            var key = await db.CustomerKeys.SingleAsync(k => k.CustomerId == customerId, ct);
            db.Ciphers[customerId] = cipher = vault.Open(customerId, key.Wrapped);
        }

        return cipher;
    }
}
