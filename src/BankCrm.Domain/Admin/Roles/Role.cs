using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Domain.Admin.Roles;

/// <summary>How far a role reaches among the customers of the bank.</summary>
public enum RoleReach
{
    /// <summary>The home branch and the branches covered for the time being.</summary>
    [Means("Own branches")] OwnBranches,

    [Means("All branches")] AllBranches,
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
    /// <param name="isTheirs">Whether that person has this role: nobody widens their own.</param>
    public void Change(string name, RoleReach reach, bool oneSession, IEnumerable<string> wanted, IReadOnlySet<string> held, bool isTheirs)
    {
        var after = Sorted(wanted);
        var more = after.Except(permissions).ToList();
        Refuse.If(IsShipped && name != Name, "The name of a role that came with the product stays: copy the role to name it otherwise.");
        Refuse.If(
            isTheirs && (more.Count > 0 || (reach is RoleReach.AllBranches && Reach != reach) || (OneSession && !oneSession)),
            "You have this role yourself: let another administrator widen it.");
        Refuse.If(more.Any(p => IsAdministration(p) && !held.Contains(p)), "You cannot give a permission that you do not hold yourself.");

        Name = name;
        Reach = reach;
        OneSession = oneSession;
        permissions = after;
    }

    /// <summary>Nobody makes others more powerful administrators than they are.</summary>
    public void DemandMayBeGivenBy(IReadOnlySet<string> held) => Refuse.If(
        permissions.Any(p => IsAdministration(p) && !held.Contains(p)), "The role {0} has rights of administration that you do not hold yourself.", Name);

    /// <param name="holders">How many colleagues have it.</param>
    public void DemandMayBeDeleted(int holders)
    {
        Refuse.If(IsShipped, "A role that came with the product stays. Take its permissions away instead.");
        Refuse.If(holders > 0, "{0} colleagues have this role: give them another one first.", holders);
    }

    // An administrator gives the rights to work with customers without ever holding them.
    private static bool IsAdministration(string permission) => permission.StartsWith("admin.", StringComparison.Ordinal);

    private static List<string> Sorted(IEnumerable<string> permissions) => [.. permissions.Distinct().Order(StringComparer.Ordinal)];
}
