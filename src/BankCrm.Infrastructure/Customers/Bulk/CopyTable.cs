using System.Linq.Expressions;
using System.Reflection;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace BankCrm.Infrastructure.Customers.Bulk;

/// <summary>When, and by whom, what is written was changed.</summary>
internal sealed record Stamp(DateTimeOffset At, Guid? By);

/// <summary>
/// How the rows of one entity are copied into its table: the columns, their order and their conversions are those of the model, so that a
/// new column is copied without a change here.
/// </summary>
/// <remarks>
/// PostgreSQL refuses COPY into a table whose row-level security holds for the role at work. So rows are copied into a temporary table
/// of the same form and inserted from there; unnest(…) of arrays took longer, the more so the more columns a table has.
/// </remarks>
internal sealed class CopyTable<TRow> where TRow : class
{
    private readonly IReadOnlyList<Action<NpgsqlBinaryImporter, TRow, Stamp>> columns;

    public CopyTable(IModel model)
    {
        var entity = model.FindEntityType(typeof(TRow))!;
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var saved = entity.GetProperties().Where(p => p.GetBeforeSaveBehavior() is PropertySaveBehavior.Save).ToList();
        var names = string.Join(", ", saved.Select(p => $"\"{p.GetColumnName(table)}\""));

        Prepare = $"create temp table if not exists bulk_{table.Name} (like {table.Name}) on commit delete rows; truncate bulk_{table.Name};";
        Copy = $"copy bulk_{table.Name} ({names}) from stdin (format binary)";
        Insert = $"insert into {table.Name} ({names}) select {names} from bulk_{table.Name};";
        columns = [.. saved.Select(ColumnOf)];
    }

    public string Prepare { get; }

    public string Insert { get; }

    private string Copy { get; }

    public async Task CopyAsync(NpgsqlConnection connection, IEnumerable<TRow> rows, Stamp stamp, CancellationToken ct)
    {
        await using var importer = await connection.BeginBinaryImportAsync(Copy, ct);
        foreach (var row in rows)
        {
            await importer.StartRowAsync(ct);
            foreach (var column in columns)
            {
                column(importer, row, stamp);
            }
        }

        await importer.CompleteAsync(ct);
    }

    private static Action<NpgsqlBinaryImporter, TRow, Stamp> ColumnOf(IProperty property)
    {
        var importer = Expression.Parameter(typeof(NpgsqlBinaryImporter));
        var row = Expression.Parameter(typeof(TRow));
        var stamp = Expression.Parameter(typeof(Stamp));
        var value = property.Name switch
        {
            nameof(Entity.ChangedAt) => Expression.Property(stamp, nameof(Stamp.At)),
            nameof(Entity.ChangedBy) => Expression.Property(stamp, nameof(Stamp.By)),
            _ => Expression.Property(row, property.PropertyInfo
                ?? throw new InvalidOperationException($"{typeof(TRow).Name}.{property.Name} is no property that can be read.")),
        };
        return Expression.Lambda<Action<NpgsqlBinaryImporter, TRow, Stamp>>(
            IsNullable(value.Type) ? WriteOrNull(importer, value, property) : Write(importer, value, property), importer, row, stamp).Compile();
    }

    private static bool IsNullable(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    private static BlockExpression WriteOrNull(ParameterExpression importer, Expression value, IProperty property)
    {
        var known = Expression.Variable(value.Type);
        return Expression.Block(
            [known],
            Expression.Assign(known, value),
            Expression.IfThenElse(
                Expression.Equal(known, Expression.Constant(null, value.Type)),
                Expression.Call(importer, nameof(NpgsqlBinaryImporter.WriteNull), []),
                Write(importer, Nullable.GetUnderlyingType(value.Type) is { } plain ? Expression.Convert(known, plain) : known, property)));
    }

    private static MethodCallExpression Write(ParameterExpression importer, Expression value, IProperty property)
    {
        var stored = property.GetTypeMapping().Converter is { } converter ? Expression.Invoke(converter.ConvertToProviderExpression, value)
            : value.Type.IsAssignableTo(typeof(IEnumerable<string>)) && value.Type != typeof(string)
                ? Expression.Call(typeof(Enumerable), nameof(Enumerable.ToArray), [typeof(string)], value)
            : value;
        return Expression.Call(importer, WriteOf.MakeGenericMethod(stored.Type), stored);
    }

    private static MethodInfo WriteOf { get; } = typeof(NpgsqlBinaryImporter).GetMethods()
        .Single(m => m.Name == nameof(NpgsqlBinaryImporter.Write) && m.GetParameters().Length == 1);
}
