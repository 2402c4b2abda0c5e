using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Search;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Keeps what rows were before an import changed them and what they are after it, as the database itself writes them.</summary>
internal sealed class ImageKeeper(CrmDb db)
{
    /// <summary>What is about to be written of them, as it still is in the database. By the unit of work as it stands; a notice to a colleague is no part of a customer.</summary>
    /// <param name="customers">Whose rows are looked at.</param>
    public async Task<IReadOnlyList<TableImages>> BeforeAsync(IReadOnlySet<Guid> customers, CancellationToken ct)
    {
        var images = new List<TableImages>();
        foreach (var rows in db.ChangeTracker.Entries().Where(e => e.State is not EntityState.Unchanged && e.Entity is CustomerNameKey or IOfCustomer && customers.Contains(CustomerOf(e))).GroupBy(e => e.Metadata))
        {
            images.Add(await BeforeAsync(rows.Key, [.. rows], ct));
        }

        return images;
    }

    /// <summary>After they are written.</summary>
    /// <param name="lines">Of the file, each with its customer.</param>
    public async Task KeepAsync(Guid runId, int[] lines, Guid[] customers, IReadOnlyList<TableImages> images, CancellationToken ct)
    {
        foreach (var table in images)
        {
            var (of, before) = (table.Before.Select(b => b.Of).ToArray(), table.Before.Select(b => b.Row).ToArray());
            if (table.HasId)
            {
                await db.ExecuteAsync(ImageSql.KeepChanged(table.Name), ct, runId, lines, customers, of, before);
                await db.ExecuteAsync(ImageSql.KeepAdded(table.Name), ct, runId, lines, customers, table.Added);
            }
            else
            {
                await db.ExecuteAsync(ImageSql.KeepAllBefore(table.Name), ct, runId, lines, customers, of, before);
                await db.ExecuteAsync(ImageSql.KeepAllAfter(table.Name), ct, runId, lines, customers, table.Added);
            }
        }
    }

    private async Task<TableImages> BeforeAsync(IEntityType type, List<EntityEntry> rows, CancellationToken ct)
    {
        var table = type.GetTableName()!;
        if (!type.ClrType.IsAssignableTo(typeof(Entity)))
        {
            var customers = rows.Select(CustomerOf).Distinct().ToArray();
            return new(table, HasId: false, await RowsAsync(ImageSql.RowsOfCustomers(table), customers, ct), customers);
        }

        var changed = IdsOf(rows, EntityState.Modified);
        return new(table, HasId: true, changed.Length == 0 ? [] : await RowsAsync(ImageSql.Rows(table), changed, ct), IdsOf(rows, EntityState.Added));
    }

    private static Guid[] IdsOf(List<EntityEntry> rows, EntityState state) =>
        [.. rows.Where(e => e.State == state).Select(e => ((Entity)e.Entity).Id)];

    private Task<IReadOnlyList<(Guid Of, string Row)>> RowsAsync(string sql, Guid[] ids, CancellationToken ct) =>
        db.ReadAsync(sql, row => (row.GetGuid(0), row.GetString(1)), ct, ids);

    private static Guid CustomerOf(EntityEntry entry) => entry.Entity is CustomerNameKey key ? key.CustomerId : ((IOfCustomer)entry.Entity).CustomerId;
}

/// <summary>Rows of one table that are about to be written.</summary>
/// <param name="HasId">Else its rows are told apart by all they hold, as the spellings of a name are.</param>
/// <param name="Before">By the id of the row, or of its customer.</param>
/// <param name="Added">The ids of new rows, or of customers who have all their rows anew.</param>
internal sealed record TableImages(string Name, bool HasId, IReadOnlyList<(Guid Of, string Row)> Before, Guid[] Added);
