using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace BankCrm.Infrastructure.Platform.Database;

/// <summary>Names in the database are snake_case, as PostgreSQL likes them.</summary>
internal sealed partial class SnakeCaseNames : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes())
        {
            if (entity.GetTableName() is not { } table || entity.GetViewName() is not null)
            {
                continue;
            }

            var store = StoreObjectIdentifier.Table(table, entity.GetSchema());
            foreach (var property in entity.GetProperties().Concat(entity.GetComplexProperties().SelectMany(c => c.ComplexType.GetProperties())))
            {
                if (property.GetColumnName(store) is { } column and not "xmin")
                {
                    property.Builder.HasColumnName(Snake(column));
                }
            }

            foreach (var key in entity.GetKeys())
            {
                key.Builder.HasName(key.GetName() is { Length: > 0 } name ? Snake(name) : null);
            }

            foreach (var reference in entity.GetForeignKeys())
            {
                reference.Builder.HasConstraintName(reference.GetConstraintName() is { Length: > 0 } name ? Snake(name) : null);
            }

            foreach (var index in entity.GetIndexes())
            {
                index.Builder.HasDatabaseName(index.GetDatabaseName() is { Length: > 0 } name ? Snake(name) : null);
            }

            // Last: the names above are derived from it.
            if (entity.BaseType is null)
            {
                entity.Builder.ToTable(Snake(table));
            }
        }
    }

    private static string Snake(string name) => WordStart().Replace(name, "_").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WordStart();
}
