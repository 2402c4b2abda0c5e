using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Relationships;

namespace BankCrm.Domain.Tests.Customers.Relationships;

public sealed class HouseholdTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);
    private static readonly Guid BranchId = Guid.NewGuid();
    private readonly Customer wang = Somebody("王建国");
    private readonly Customer li = Somebody("李秀英");
    private readonly Household household;

    public HouseholdTests() => household = Household.Form(Guid.NewGuid(), wang, "王建国的家庭", new(2020, 1, 1), Today);

    [Fact]
    public void It_begins_with_its_head() => Assert.Equal((wang.Id, wang.Id), (household.HeadId, Assert.Single(household.Members).CustomerId));

    [Fact]
    public void Another_member_may_become_the_head_and_then_the_old_one_may_leave()
    {
        household.Join(li, Today, Today);
        Refused("The head cannot leave: choose another head first, or dissolve the household.", () => household.Leave(wang.Id, Today));

        household.IsHeadedBy(li.Id);
        household.Leave(wang.Id, Today);

        Assert.Equal(Today, household.Members.Single(m => m.CustomerId == wang.Id).Until);
        Refused("The customer is no member any more.", () => household.Leave(wang.Id, Today));
        Refused("The head must be a member.", () => household.IsHeadedBy(wang.Id));
        Refused("The customer is the head already.", () => household.IsHeadedBy(li.Id));
    }

    [Fact]
    public void It_may_be_called_something_else_as_long_as_it_is_kept()
    {
        household.Rename("王家");
        Assert.Equal("王家", household.Name);

        household.Dissolve(Today);
        Refused("The household was dissolved.", () => household.Rename("李家"));
    }

    [Fact]
    public void Who_left_may_come_back()
    {
        household.Join(li, new(2021, 1, 1), Today);
        household.Leave(li.Id, new(2022, 1, 1));
        household.Join(li, Today, Today);

        Assert.Equal(2, household.Members.Count(m => m.CustomerId == li.Id));
    }

    [Fact]
    public void Not_everybody_can_be_a_member()
    {
        Refused("Only people are members of a household.", () => household.Join(Somebody("博远公司", CustomerKind.Organisation), Today, Today));
        Refused("The customer is a member already.", () => household.Join(wang, Today, Today));
        Refused("Somebody cannot be a member from a day in the future.", () => household.Join(li, Today.AddDays(1), Today));
        Refused("Nobody can be a member before the household was formed.", () => household.Join(li, new(2019, 1, 1), Today));
        var foreign = Customer.Register(Guid.NewGuid(), CustomerKind.Individual, "C2", Guid.NewGuid(), new("张伟", "", "张伟"), Today);
        Refused("A household is kept by one branch: this customer belongs to another one.", () => household.Join(foreign, Today, Today));
    }

    [Fact]
    public void Dissolved_it_keeps_who_was_a_member_and_takes_nobody_more()
    {
        household.Join(li, Today, Today);

        household.Dissolve(Today);

        Assert.All(household.Members, m => Assert.Equal(Today, m.Until));
        Refused("The household was dissolved.", () => household.Join(li, Today, Today));
        Refused("The household was dissolved.", () => household.Dissolve(Today));
    }

    private static void Refused(string sentence, Action act) => Assert.Equal(sentence, Assert.Throws<RefusedException>(act).Message);

    private static Customer Somebody(string name, CustomerKind kind = CustomerKind.Individual) =>
        Customer.Register(Guid.NewGuid(), kind, "C1", BranchId, new(name, "", name), Today);
}
