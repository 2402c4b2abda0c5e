using System.Reflection;

namespace BankCrm.Application.Common;

/// <summary>
/// On a constant of a <c>…Scopes</c> class: what another system that has the scope may do, and which permissions of staff come with it.
/// The name of the scope itself is a permission too, which no role can have: for what only other systems do.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ScopeAttribute(string sentence, params string[] permissions) : Attribute
{
    public string Sentence { get; } = sentence;

    public IReadOnlyList<string> Permissions { get; } = permissions;
}

/// <summary>What there is to give to API clients. Found, not listed.</summary>
public sealed record ApiScope(string Name, string Sentence, IReadOnlyList<string> Permissions)
{
    public static IReadOnlyList<ApiScope> All { get; } =
    [
        .. from type in typeof(ApiScope).Assembly.GetTypes()
           where type.IsAbstract && type.IsSealed && type.Name.EndsWith("Scopes", StringComparison.Ordinal)
           from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
           where field.IsLiteral && field.IsDefined(typeof(ScopeAttribute))
           let name = (string)field.GetRawConstantValue()!
           let says = field.GetCustomAttribute<ScopeAttribute>()!
           orderby name
           select new ApiScope(name, says.Sentence, says.Permissions),
    ];

    /// <summary>What somebody with these scopes may do. A scope that a later release no longer knows gives nothing.</summary>
    public static IReadOnlySet<string> PermissionsOf(IReadOnlyList<string> scopes) =>
        All.Where(s => scopes.Contains(s.Name)).SelectMany(s => s.Permissions.Append(s.Name)).Append(ClientScopes.Any).ToHashSet();
}
