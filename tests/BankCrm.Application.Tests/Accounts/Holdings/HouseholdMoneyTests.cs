using BankCrm.Application.Accounts;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Relationships;
using BankCrm.Domain.Accounts;
using BankCrm.Testing;

namespace BankCrm.Application.Tests.Accounts.Holdings;

public sealed class HouseholdMoneyTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private readonly Intakes intakes = new(crm);

    [Fact]
    public async Task Members_whose_accounts_one_may_see_are_added_up_and_the_others_counted()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(CustomerPermissions.Read, AccountPermissions.ReadOwn);
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change, AccountPermissions.Read);
        var head = await branch.HasCustomerAsync(new() { Name = "王建国", OwnerId = manager.Id });
        var (wife, son) = (await branch.HasCustomerAsync(new() { Name = "李秀英" }), await branch.HasCustomerAsync(new() { Name = "王磊" }));
        await crm.As(teller).SendAsync(new FormHousehold { CustomerId = head, Name = "王家" });
        await JoinAsync(teller, head, wife);
        await JoinAsync(teller, head, son);
        await intakes.TakeAsync(
            Intakes.Account("6217740000000101", await intakes.NumberOfAsync(head)) with { Balance = 100m },
            Intakes.Account("6217740000000102", await intakes.NumberOfAsync(wife), AccountKind.Loan) with { Balance = -40m });

        Assert.Equal(new HouseholdMoney(100m, 40m, 0, 0), await MoneyAsync(teller, head));
        Assert.Equal(new HouseholdMoney(100m, 0, 2, 0), await MoneyAsync(manager, head));
        Assert.Null(await MoneyAsync(await branch.HasStaffAsync(CustomerPermissions.Read), head));
    }

    private async Task JoinAsync(TestStaff teller, Guid head, Guid other)
    {
        var household = await crm.As(teller).AskAsync<GetHousehold, HouseholdShown?>(new(head));
        await crm.As(teller).SendAsync(new JoinHousehold { CustomerId = head, Version = household!.Version, OtherId = other });
    }

    private async Task<HouseholdMoney?> MoneyAsync(TestStaff reader, Guid customer) =>
        (await crm.As(reader).AskAsync<GetRelations, CustomerRelations>(new(customer))).Household!.Money;
}
