using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Search;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Rows of one table that are about to be written.</summary>
/// <param name="HasId">Else its rows are told apart by all they hold, as the spellings of a name are.</param>
internal sealed record RowsOfTable(string Table, bool HasId, IReadOnlyList<Guid> Changed, IReadOnlyList<Guid> Added);

/// <summary>Keeps what rows were before an import changed them and what they are after it, as the database itself writes them.</summary>
internal sealed class ImageKeeper(CrmDb db)
{
    /// <summary>By table, of the unit of work as it stands. Of tables without an id: whose rows they are.</summary>
    public IReadOnlyList<RowsOfTable> RowsAboutToChange(IReadOnlySet<Guid> customers) =>
    [
        .. db.ChangeTracker.Entries()
            .Where(e => e.State is not EntityState.Unchanged && customers.Contains(CustomerOf(e)))
            .GroupBy(e => e.Metadata)
            .Select(rows => Of(rows.Key, [.. rows])),
    ];

    public async Task KeepAsync(Guid runId, int[] lines, Guid[] customers, IReadOnlyList<RowsOfTable> rows, CancellationToken ct)
    {
        foreach (var table in rows)
        {
            await (table.HasId
                ? db.ExecuteAsync(ImageSql.KeepBefore(table.Table), ct, runId, lines, customers, table.Changed.ToArray())
                : db.ExecuteAsync(ImageSql.KeepAllBefore(table.Table), ct, runId, lines, customers, table.Changed.ToArray()));
        }
    }

    public async Task CompleteAsync(Guid runId, int[] lines, Guid[] customers, IReadOnlyList<RowsOfTable> rows, CancellationToken ct)
    {
        foreach (var table in rows)
        {
            if (table.HasId)
            {
                await db.ExecuteAsync(ImageSql.CompleteChanged(table.Table), ct, runId, lines);
                await db.ExecuteAsync(ImageSql.KeepAdded(table.Table), ct, runId, lines, customers, table.Added.ToArray());
            }
            else
            {
                await db.ExecuteAsync(ImageSql.KeepAllAfter(table.Table), ct, runId, lines, customers, table.Changed.ToArray());
            }
        }
    }

    private static RowsOfTable Of(IEntityType type, List<EntityEntry> rows)
    {
        var hasId = type.ClrType.IsAssignableTo(typeof(Entity));
        return new(
            type.GetTableName()!, hasId,
            [.. rows.Where(e => !hasId || e.State is EntityState.Modified).Select(e => hasId ? ((Entity)e.Entity).Id : CustomerOf(e)).Distinct()],
            [.. rows.Where(e => hasId && e.State is EntityState.Added).Select(e => ((Entity)e.Entity).Id)]);
    }

    private static Guid CustomerOf(EntityEntry entry) => entry.Entity is CustomerNameKey key ? key.CustomerId : ((IOfCustomer)entry.Entity).CustomerId;
}
