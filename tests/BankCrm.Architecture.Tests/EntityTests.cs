using System.Reflection;
using BankCrm.Domain.Admin.Proposals;
using BankCrm.Domain.Common;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BankCrm.Architecture.Tests;

/// <summary>What is stored: closed to everybody but itself, seen by its branch only, and classed by the harm its leak would do.</summary>
public sealed class EntityTests
{
    private static readonly IModel Model = new DesignTimeFactory().CreateDbContext([]).Model;

    private static readonly IReadOnlyList<Type> Stored = [.. Model.GetEntityTypes().Where(t => t.GetTableName() is not null).Select(t => t.ClrType).Where(IsOurs).Distinct()];

    // Several entities are kinds of these.
    private static readonly Type[] Bases = [typeof(Proposal)];

    // Rows with a branch that staff of other branches may see too, or that are a part of something that is scoped itself.
    private static readonly string[] SeenByOthers = ["AuditEntry", "BranchCoverage"];

    [Fact]
    public void Entities_are_sealed_and_change_only_by_their_own_verbs() => House.Accept(Stored
        .Concat(House.Types.Where(t => t.IsSubclassOf(typeof(Entity))))
        .Where(t => t.Assembly == House.Domain)
        .SelectMany(OpenParts));

    [Fact]
    public void What_belongs_to_a_branch_is_seen_by_that_branch_only() => House.Accept(Stored.SelectMany(Unscoped));

    [Fact]
    public void Every_stored_value_has_a_class() => House.Accept(Model.GetEntityTypes()
        .Where(t => t.GetTableName() is not null) // what a function returns is stored nowhere
        .SelectMany(t => t.GetFlattenedProperties())
        .Where(p => p.PropertyInfo is not null && IsOurs(p.DeclaringType.ClrType))
        .Select(p => p.PropertyInfo!)
        .SelectMany(Unclassed));

    [Fact]
    public void Guilty_entities_are_caught()
    {
        Assert.Equal(3, OpenParts(typeof(GuiltyEntity)).Count());
        Assert.Single(Unscoped(typeof(GuiltyEntity)));
        Assert.Single(Unclassed(typeof(GuiltyEntity).GetProperty(nameof(GuiltyEntity.Name))!));
        Assert.Empty(Unclassed(typeof(GuiltyEntity).GetProperty(nameof(GuiltyEntity.BranchId))!));
    }

    private static IEnumerable<string> OpenParts(Type type)
    {
        if (!type.IsSealed && !Bases.Contains(type))
        {
            yield return $"{type.Name} is not sealed.";
        }

        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            if (property.SetMethod is { IsPrivate: false })
            {
                yield return $"{type.Name}.{property.Name} can be set from outside: make the setter private and give it a verb.";
            }
        }
    }

    private static IEnumerable<string> Unscoped(Type type) =>
        type.GetProperty(nameof(IBranchScoped.BranchId)) is not null && !type.IsAssignableTo(typeof(IBranchScoped)) && !SeenByOthers.Contains(type.Name)
            ? [$"{type.Name} has a BranchId and no scope: make it IBranchScoped."]
            : [];

    // What every entity has (id, version, stamps) harms nobody.
    private static IEnumerable<string> Unclassed(PropertyInfo property) =>
        property.DeclaringType == typeof(Entity)
        || property.IsDefined(typeof(ClassAttribute))
        || property.ReflectedType!.IsDefined(typeof(ClassAttribute), inherit: false)
            ? []
            : [$"{property.ReflectedType.Name}.{property.Name} is stored without a class: give it, or all of {property.ReflectedType.Name}, a [Class(…)]."];

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("BankCrm.", StringComparison.Ordinal) == true;

    private abstract class GuiltyEntity : Entity
    {
        [Class(DataClass.C1)]
        public Guid BranchId { get; init; }

        public string Name { get; set; } = "";
    }
}
