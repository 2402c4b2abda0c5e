using System.Linq.Expressions;
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
    private readonly IReadOnlyList<Action<CopyBuffer, TRow, Stamp>> columns;
    private readonly string copy;

    /// <param name="order">By which the rows are inserted: what stands near each other in the largest index, is written at once.</param>
    public CopyTable(IModel model, params string[] order)
    {
        var entity = model.FindEntityType(typeof(TRow))!;
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var saved = entity.GetProperties().Where(p => p.GetBeforeSaveBehavior() is PropertySaveBehavior.Save).ToList();
        var names = string.Join(", ", saved.Select(p => $"\"{p.GetColumnName(table)}\""));

        Prepare = $"create temp table if not exists bulk_{table.Name} (like {table.Name}) on commit delete rows; truncate bulk_{table.Name};";
        copy = $"copy bulk_{table.Name} ({names}) from stdin (format binary)";
        var sorted = string.Join(", ", order.Select(name => entity.FindProperty(name)!.GetColumnName(table)));
        Insert = $"insert into {table.Name} ({names}) select {names} from bulk_{table.Name}{(sorted.Length > 0 ? $" order by {sorted}" : "")};";
        columns = [.. saved.Select(ColumnOf)];
    }

    /// <summary>Makes the temporary table, or empties it.</summary>
    public string Prepare { get; }

    /// <summary>From the temporary table into the true one.</summary>
    public string Insert { get; }

    public void Add(CopyBuffer buffer, TRow row, Stamp stamp)
    {
        buffer.StartRow(columns.Count);
        foreach (var column in columns)
        {
            column(buffer, row, stamp);
        }
    }

    public async Task SendAsync(NpgsqlConnection connection, CopyBuffer buffer, CancellationToken ct)
    {
        if (buffer.Rows == 0)
        {
            return;
        }

        await using var stream = await connection.BeginRawBinaryCopyAsync(copy, ct);
        await stream.WriteAsync(buffer.Bytes, ct);
    }

    private static Action<CopyBuffer, TRow, Stamp> ColumnOf(IProperty property)
    {
        var buffer = Expression.Parameter(typeof(CopyBuffer));
        var row = Expression.Parameter(typeof(TRow));
        var stamp = Expression.Parameter(typeof(Stamp));
        var value = property.Name switch
        {
            nameof(Entity.ChangedAt) => Expression.Property(stamp, nameof(Stamp.At)),
            nameof(Entity.ChangedBy) => Expression.Property(stamp, nameof(Stamp.By)),
            _ => Expression.Property(row, property.PropertyInfo
                ?? throw new InvalidOperationException($"{typeof(TRow).Name}.{property.Name} is no property that can be read.")),
        };
        return Expression.Lambda<Action<CopyBuffer, TRow, Stamp>>(
            IsNullable(value.Type) ? WriteOrNull(buffer, value, property) : Write(buffer, value, property), buffer, row, stamp).Compile();
    }

    private static bool IsNullable(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    private static BlockExpression WriteOrNull(ParameterExpression buffer, Expression value, IProperty property)
    {
        var known = Expression.Variable(value.Type);
        return Expression.Block(
            [known],
            Expression.Assign(known, value),
            Expression.IfThenElse(
                Expression.Equal(known, Expression.Constant(null, value.Type)),
                Expression.Call(buffer, nameof(CopyBuffer.WriteNull), []),
                Write(buffer, Nullable.GetUnderlyingType(value.Type) is { } plain ? Expression.Convert(known, plain) : known, property)));
    }

    private static MethodCallExpression Write(ParameterExpression buffer, Expression value, IProperty property)
    {
        var stored = property.GetTypeMapping().Converter is { } converter ? Expression.Invoke(converter.ConvertToProviderExpression, value) : value;
        var write = typeof(CopyBuffer).GetMethod(nameof(CopyBuffer.Write), [stored.Type])
            ?? throw new NotSupportedException($"{typeof(TRow).Name}.{property.Name}: {nameof(CopyBuffer)} does not know {stored.Type} yet.");
        return Expression.Call(buffer, write, stored);
    }
}
