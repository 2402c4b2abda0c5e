using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Habits;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Search;
using BankCrm.Domain.DataQuality.Duplicates;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.DataQuality.Merging;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Tasks.Interactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BankCrm.Infrastructure.DataQuality.Merging;

/// <summary>A table whose rows point at customers.</summary>
/// <param name="Columns">That point; a link has two.</param>
/// <param name="Key">The columns of the primary key, with their types.</param>
/// <param name="Sealed">Columns sealed under the key of the customer the row belongs to.</param>
/// <param name="FollowsBranch">The row is a part of the customer's record, and of their branch.</param>
internal sealed record CustomerReference(
    string Table, IReadOnlyList<string> Columns, IReadOnlyList<(string Column, string Type)> Key, IReadOnlyList<string> Sealed, bool FollowsBranch)
{
    /// <summary>The row joins two customers: it has the branch of each, and is sealed under the key of the first.</summary>
    public bool IsBetween { get; init; }

    /// <summary>Its rows say when they were changed last.</summary>
    public bool IsStamped { get; init; }

    /// <summary>Its rows are told apart by something else than the customer.</summary>
    public bool KeepsKey => !Key.Any(k => Columns.Contains(k.Column));
}

/// <summary>All that points at customers, as the model says: whoever adds a table adds it here too, without knowing.</summary>
internal static class CustomerReferences
{
    /// <summary>
    /// What stays with its own record: its key, the spellings of its name (made anew), the merges themselves, what an import changed, what it holds in all,
    /// when it was last in touch, what it agreed to last (the database counts anew) and how it moved money (counted anew the next day), and whom it was taken for: verdicts about it are copied to the record that goes on.
    /// </summary>
    private static readonly Type[] Stay =
        [typeof(CustomerKey), typeof(CustomerNameKey), typeof(Merge), typeof(MergeImage), typeof(DuplicatePair), typeof(ImportImage), typeof(CustomerTotals), typeof(LastContact),
         typeof(StandingConsent), typeof(CustomerHabit)];

    public static IReadOnlyList<CustomerReference> In(IModel model) =>
    [
        .. model.GetEntityTypes()
            .Where(t => t.GetTableName() is not null && t.FindPrimaryKey() is not null && !Stay.Contains(t.ClrType) && !t.ClrType.IsAssignableTo(typeof(IStaysWithRecord)) && !t.ClrType.IsAssignableTo(typeof(ICountedAnew)))
            .Select(Of)
            .Where(r => r.Columns.Count > 0)
            .OrderBy(r => r.Table, StringComparer.Ordinal),
    ];

    /// <summary>What stays with its own record when that is merged, and is somebody's act all the same.</summary>
    public static IReadOnlyList<CustomerReference> Staying(IModel model) =>
        [.. model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(IStaysWithRecord))).Select(Of).Where(r => r.Columns.Count > 0).Select(r => r with { FollowsBranch = false })];

    /// <summary>The table of one kind, though its rows do not move.</summary>
    public static CustomerReference Of<T>(IModel model) => Of(model.FindEntityType(typeof(T))!);

    private static CustomerReference Of(IEntityType type)
    {
        var store = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        var isBetween = type.ClrType.IsAssignableTo(typeof(IBetweenCustomers));
        var isPart = type.ClrType.IsAssignableTo(typeof(IOfCustomer)) && type.ClrType != typeof(Customer);
        return new(
            store.Name,
            [.. type.GetProperties().Where(Points).Select(ColumnOf)],
            [.. type.FindPrimaryKey()!.Properties.Select(p => (ColumnOf(p), p.GetColumnType(store)!))],
            isPart || isBetween ? [.. type.GetProperties().Where(p => p.ClrType == typeof(Sealed)).Select(ColumnOf)] : [],
            isPart && type.ClrType.IsAssignableTo(typeof(IBranchScoped)))
        {
            IsBetween = isBetween,
            IsStamped = type.ClrType.IsAssignableTo(typeof(Entity)),
        };

        string ColumnOf(IProperty property) => property.GetColumnName(store)!;
    }

    // By a foreign key, or by its name where a table does without one.
    private static bool Points(IProperty property) =>
        property.GetContainingForeignKeys().Any(k => k.PrincipalEntityType.ClrType == typeof(Customer))
        || ((property.ClrType == typeof(Guid) || property.ClrType == typeof(Guid?)) && property.Name.EndsWith("CustomerId", StringComparison.Ordinal));
}
