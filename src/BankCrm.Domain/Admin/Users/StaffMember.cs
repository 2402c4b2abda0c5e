using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Domain.Admin.Users;

/// <summary>A colleague: who they are, where they work, what roles they have. Their key to the door is the sign-in with the same id.</summary>
[Class(DataClass.C1)]
[AuditedAs(AuditEvents.RightsChanged)]
public sealed class StaffMember : Entity
{
    public const int NameMaxLength = 100;
    public const int UserNameMaxLength = 60;

    private readonly List<RoleAssignment> roles = [];
    private readonly List<BranchCoverage> coverages = [];

    private StaffMember() { } // EF Core

    public string UserName { get; private init; } = "";
    public string Name { get; private set; } = "";
    public Guid HomeBranchId { get; private set; }

    /// <summary>Their password was given by somebody else: nothing opens before they have chosen their own.</summary>
    public bool MustChangePassword { get; private set; } = true;

    /// <summary>Null: at work. Otherwise they cannot sign in, and their sessions are over.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    public IReadOnlyList<RoleAssignment> Roles => roles;
    public IReadOnlyList<BranchCoverage> Coverages => coverages;

    public static StaffMember Join(Guid id, string userName, string name, Branch home)
    {
        Refuse.If(home.ClosedAt is not null, "Choose a branch that is open.");
        return new() { Id = id, UserName = userName, Name = name, HomeBranchId = home.Id };
    }

    public void Describe(string name) => Name = name;

    public void WasGivenPassword(Guid? byStaffId)
    {
        Refuse.If(byStaffId == Id, "Change your own password in your user menu.");
        MustChangePassword = true;
    }

    public void ChosePassword() => MustChangePassword = false;

    /// <summary>Gives another home branch; a cover for it is over then.</summary>
    public void MoveTo(Branch home, Guid? byStaffId)
    {
        if (home.Id == HomeBranchId)
        {
            return;
        }

        RefuseOwnBranches(byStaffId);
        Refuse.If(home.ClosedAt is not null, "Choose a branch that is open.");
        HomeBranchId = home.Id;
        coverages.RemoveAll(c => c.BranchId == home.Id);
    }

    /// <summary>Gives exactly these roles.</summary>
    /// <param name="byStaffId">Null: the system itself, at set-up.</param>
    public void Assign(IReadOnlyCollection<Role> wanted, Guid? byStaffId)
    {
        Refuse.If(byStaffId == Id, "You cannot change your own roles: ask another administrator.");

        roles.RemoveAll(held => wanted.All(role => role.Id != held.RoleId));
        roles.AddRange(wanted.Where(role => roles.All(held => held.RoleId != role.Id)).Select(role => new RoleAssignment(role.Id)));
    }

    /// <summary>Lets them work for another branch, both days included.</summary>
    public void Cover(Guid id, Branch branch, DateOnly from, DateOnly until, Guid? byStaffId)
    {
        RefuseOwnBranches(byStaffId);
        Refuse.If(branch.ClosedAt is not null, "Choose a branch that is open.");
        Refuse.If(until < from, "The last day comes before the first.");
        Refuse.If(branch.Id == HomeBranchId, "This is their home branch already.");
        Refuse.If(coverages.Any(c => c.BranchId == branch.Id && c.From <= until && from <= c.Until), "They cover this branch at that time already.");
        coverages.Add(new(id, branch.Id, from, until));
    }

    public void EndCover(Guid coverageId, Guid? byStaffId)
    {
        RefuseOwnBranches(byStaffId);
        Refuse.If(coverages.RemoveAll(c => c.Id == coverageId) == 0, "This cover has ended already.");
    }

    public void Disable(Guid? byStaffId, DateTimeOffset now)
    {
        Refuse.If(byStaffId == Id, "You cannot disable yourself: ask another administrator.");
        Refuse.If(DisabledAt is not null, "This colleague is disabled already.");
        DisabledAt = now;
    }

    public void Enable()
    {
        Refuse.If(DisabledAt is null, "This colleague is at work already.");
        DisabledAt = null;
    }

    private void RefuseOwnBranches(Guid? byStaffId) =>
        Refuse.If(byStaffId == Id, "You cannot change your own branches: ask another administrator.");
}
