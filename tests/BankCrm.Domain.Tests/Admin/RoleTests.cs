using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tests.Admin;

public sealed class RoleTests
{
    private static readonly HashSet<string> AdminRights = ["admin.read", "admin.change-roles"];

    private readonly Role role = Role.Create(Guid.CreateVersion7(), "Counter", RoleReach.OwnBranches, ["customers.read"]);

    [Fact]
    public void Changes_as_a_whole()
    {
        role.Change("Front counter", RoleReach.AllBranches, oneSession: true, ["tasks.read", "admin.read", "tasks.read"], AdminRights, isTheirs: false);

        Assert.Equal(("Front counter", RoleReach.AllBranches, true), (role.Name, role.Reach, role.OneSession));
        Assert.Equal(["admin.read", "tasks.read"], role.Permissions);
    }

    [Fact]
    public void Gives_no_right_of_administration_that_the_giver_lacks() => Refuses(
        "You cannot give a permission that you do not hold yourself.",
        () => role.Change("Counter", RoleReach.OwnBranches, false, ["admin.change-users"], AdminRights, isTheirs: false));

    [Fact]
    public void Nobody_widens_their_own()
    {
        Change("customers.read", "tasks.read");
        Refuses("You have this role yourself: let another administrator widen it.", () => role.Change("Counter", RoleReach.AllBranches, false, role.Permissions, AdminRights, isTheirs: true));
        role.Change("Counter", RoleReach.OwnBranches, false, [], AdminRights, isTheirs: true);
        Assert.Empty(role.Permissions);

        void Change(params string[] wanted) => Refuses(
            "You have this role yourself: let another administrator widen it.",
            () => role.Change("Counter", RoleReach.OwnBranches, false, wanted, AdminRights, isTheirs: true));
    }

    [Fact]
    public void What_came_with_the_product_keeps_its_name_and_stays()
    {
        var shipped = Role.Ship(Guid.CreateVersion7(), "Teller", RoleReach.OwnBranches, oneSession: true);

        Refuses("The name of a role that came with the product stays: copy the role to name it otherwise.", () => shipped.Change("Clerk", RoleReach.OwnBranches, true, [], AdminRights, false));
        Refuses("A role that came with the product stays. Take its permissions away instead.", () => shipped.DemandMayBeDeleted(0));
    }

    [Fact]
    public void Is_deleted_when_nobody_has_it()
    {
        Refuses("{0} colleagues have this role: give them another one first.", () => role.DemandMayBeDeleted(2));
        role.DemandMayBeDeleted(0);
    }

    [Fact]
    public void What_an_administrator_took_away_stays_away()
    {
        var shipped = Role.Ship(Guid.CreateVersion7(), "Teller", RoleReach.OwnBranches);
        shipped.Offer(["customers.read", "tasks.read"]);
        shipped.Change("Teller", RoleReach.OwnBranches, false, ["tasks.read"], AdminRights, false);

        Assert.False(shipped.Offer(["customers.read", "tasks.read"]));
        Assert.Equal(["tasks.read"], shipped.Permissions);
    }

    private static void Refuses(string sentence, Action act) => Assert.Equal(sentence, Assert.Throws<RefusedException>(act).Message);
}
