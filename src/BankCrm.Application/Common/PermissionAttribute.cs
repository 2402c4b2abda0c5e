using System.Reflection;

namespace BankCrm.Application.Common;

/// <summary>The roles that come with the product (docs/roles.md has the matrix).</summary>
public enum ShippedRole
{
    Teller,
    RelationshipManager,
    BranchManager,
    Marketing,
    ComplianceOfficer,
    Auditor,
    Administrator,
}

public static class ShippedRoleWords
{
    extension(ShippedRole role)
    {
        /// <summary>The name of the role: words, translated on screen.</summary>
        public string Words => role switch
        {
            ShippedRole.RelationshipManager => "Relationship manager",
            ShippedRole.BranchManager => "Branch manager",
            ShippedRole.ComplianceOfficer => "Compliance officer",
            _ => role.ToString(),
        };
    }
}

/// <summary>On a constant of a <c>…Permissions</c> class: what it allows, in words, and which roles have it when the product is new.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class PermissionAttribute(string sentence, params ShippedRole[] roles) : Attribute
{
    public string Sentence { get; } = sentence;

    public IReadOnlyList<ShippedRole> Roles { get; } = roles;
}

/// <summary>What there is to allow. Found, not listed.</summary>
/// <param name="Name">As in [Allow(…)]: feature.verb.</param>
public sealed record Permission(string Name, string Sentence, IReadOnlyList<ShippedRole> Roles)
{
    public static IReadOnlyList<Permission> All { get; } =
    [
        .. from type in typeof(Permission).Assembly.GetTypes()
           where type.IsAbstract && type.IsSealed && type.Name.EndsWith("Permissions", StringComparison.Ordinal)
           from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
           where field.IsLiteral
           let name = (string)field.GetRawConstantValue()!
           let says = field.GetCustomAttribute<PermissionAttribute>()
               ?? throw new InvalidOperationException($"The permission {name} does not say what it allows.")
           orderby name
           select new Permission(name, says.Sentence, says.Roles),
    ];

    /// <summary>The feature it belongs to: what stands before the dot.</summary>
    public string Feature => Name.Split('.')[0];
}
