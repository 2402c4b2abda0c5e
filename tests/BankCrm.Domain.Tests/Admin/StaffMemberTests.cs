using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tests.Admin;

public sealed class StaffMemberTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 5, 4);
    private static readonly Guid Admin = Guid.CreateVersion7();
    private static readonly Branch Bank = Branch.Open(Guid.CreateVersion7(), "HQ", "Bank", BranchKind.Bank, null, "");

    private readonly Branch home = Branch.Open(Guid.CreateVersion7(), "A", "A", BranchKind.Branch, Bank, "");
    private readonly Branch other = Branch.Open(Guid.CreateVersion7(), "B", "B", BranchKind.Branch, Bank, "");
    private readonly StaffMember person;

    public StaffMemberTests() => person = StaffMember.Join(Guid.CreateVersion7(), "mei", "Mei", home);

    [Fact]
    public void Gets_exactly_the_roles_given()
    {
        var (a, b) = (NewRole("a"), NewRole("b"));
        person.Assign([a], Admin);
        person.Assign([b], Admin);

        Assert.Equal(b.Id, Assert.Single(person.Roles).RoleId);
    }

    [Fact]
    public void Nobody_changes_their_own_rights()
    {
        Refuses("You cannot change your own roles: ask another administrator.", () => person.Assign([], person.Id));
        Refuses("You cannot change your own branches: ask another administrator.", () => person.MoveTo(other, person.Id));
        Refuses("You cannot change your own branches: ask another administrator.", () => person.Cover(Guid.CreateVersion7(), other, Day, Day, person.Id));
        Refuses("You cannot change your own branches: ask another administrator.", () => person.EndCover(Guid.CreateVersion7(), person.Id));
        Refuses("You cannot disable yourself: ask another administrator.", () => person.Disable(person.Id, Now));
        Refuses("Change your own password in your user menu.", () => person.WasGivenPassword(person.Id));
    }

    [Fact]
    public void Covers_another_branch_for_some_days()
    {
        var cover = Guid.CreateVersion7();
        person.Cover(cover, other, Day, Day.AddDays(3), Admin);

        Refuses("They cover this branch at that time already.", () => person.Cover(Guid.CreateVersion7(), other, Day.AddDays(3), Day.AddDays(5), Admin));
        Refuses("This is their home branch already.", () => person.Cover(Guid.CreateVersion7(), home, Day, Day, Admin));
        Refuses("The last day comes before the first.", () => person.Cover(Guid.CreateVersion7(), other, Day, Day.AddDays(-1), Admin));
        person.EndCover(cover, Admin);
        Refuses("This cover has ended already.", () => person.EndCover(cover, Admin));
    }

    [Fact]
    public void Moving_ends_the_cover_for_the_new_home()
    {
        person.Cover(Guid.CreateVersion7(), other, Day, Day, Admin);
        person.MoveTo(other, Admin);

        Assert.Equal(other.Id, person.HomeBranchId);
        Assert.Empty(person.Coverages);
    }

    [Fact]
    public void No_one_comes_to_a_closed_branch()
    {
        other.Close(0, 0, Now);

        Refuses("Choose a branch that is open.", () => person.MoveTo(other, Admin));
        Refuses("Choose a branch that is open.", () => person.Cover(Guid.CreateVersion7(), other, Day, Day, Admin));
        Refuses("Choose a branch that is open.", () => StaffMember.Join(Guid.CreateVersion7(), "x", "X", other));
    }

    [Fact]
    public void Is_disabled_and_enabled_once()
    {
        person.Disable(Admin, Now);
        Refuses("This colleague is disabled already.", () => person.Disable(Admin, Now));
        person.Enable();
        Refuses("This colleague is at work already.", person.Enable);
    }

    [Fact]
    public void Chooses_a_password_first()
    {
        Assert.True(person.MustChangePassword);
        person.ChosePassword();
        Assert.False(person.MustChangePassword);
        person.WasGivenPassword(Admin);
        Assert.True(person.MustChangePassword);
    }

    private static Role NewRole(string name) => Role.Create(Guid.CreateVersion7(), name, RoleReach.OwnBranches, []);

    private static void Refuses(string sentence, Action act) => Assert.Equal(sentence, Assert.Throws<RefusedException>(act).Message);
}
