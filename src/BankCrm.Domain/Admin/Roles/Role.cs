using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Domain.Admin.Roles;

/// <summary>How far a role reaches among the customers of the bank.</summary>
public enum RoleReach
{
    /// <summary>The home branch and the branches covered for the time being.</summary>
    OwnBranches,

    AllBranches,
}

/// <summary>A named set of permissions.</summary>
[Class(DataClass.C1)]
[AuditedAs(AuditEvents.RightsChanged)]
public sealed class Role : Entity
{
    public const int NameMaxLength = 60;

    private List<string> permissions = [];
    private List<string> offered = [];

    private Role() { } // EF Core

    public string Name { get; private set; } = "";
    public RoleReach Reach { get; private set; }

    /// <summary>Whoever has it is signed in at one browser at a time: a counter is not left behind. Otherwise at two.</summary>
    public bool OneSession { get; private set; }

    /// <summary>One of those the product brings: it can be changed, not deleted.</summary>
    public bool IsShipped { get; private init; }

    public IReadOnlyList<string> Permissions => permissions;

    /// <summary>What the product has offered to this role so far, so that what an administrator took away stays away.</summary>
    public IReadOnlyList<string> Offered => offered;

    public static Role Create(Guid id, string name, RoleReach reach, IEnumerable<string> permissions) =>
        new() { Id = id, Name = name, Reach = reach, permissions = Sorted(permissions) };

    public static Role Ship(Guid id, string name, RoleReach reach, bool oneSession = false) =>
        new() { Id = id, Name = name, Reach = reach, OneSession = oneSession, IsShipped = true };

    public bool Offer(IEnumerable<string> shipped)
    {
        var fresh = shipped.Except(offered).ToList();
        permissions = Sorted(permissions.Union(fresh));
        offered = Sorted(offered.Union(fresh));
        return fresh.Count > 0;
    }

    /// <param name="held">The permissions of whoever makes the change: nobody hands out more than they hold.</param>
    public void Allow(IEnumerable<string> wanted, IReadOnlySet<string> held)
    {
        var after = Sorted(wanted);
        Refuse.If(after.Except(permissions).Any(p => !held.Contains(p) && !IsCustomerWork(p)),
            "You cannot give a permission that you do not hold yourself.");
        permissions = after;
    }

    public void Describe(string name, RoleReach reach)
    {
        Refuse.If(IsShipped && name != Name, "The name of a role that came with the product stays: copy the role to name it otherwise.");
        Name = name;
        Reach = reach;
    }

    // An administrator gives the rights to work with customers without ever holding them.
    private static bool IsCustomerWork(string permission) => !permission.StartsWith("admin.", StringComparison.Ordinal);

    private static List<string> Sorted(IEnumerable<string> permissions) => [.. permissions.Distinct().Order(StringComparer.Ordinal)];
}
