using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Relationships;
using BankCrm.Domain.Accounts;
using BankCrm.Testing;

namespace BankCrm.Application.Tests.Accounts.Holdings;

public sealed class SharedAccountsTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private readonly Intakes intakes = new(crm);

    [Fact]
    public async Task Who_owns_an_account_together_or_signs_for_it_is_perhaps_related()
    {
        var (branch, stranger) = (crm.NewBranch(), crm.NewBranch());
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change, AccountPermissions.Read);
        var blind = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change);
        var owner = await branch.HasCustomerAsync(new() { Name = "王建国" });
        var (wife, signs, backs, left, elsewhere) = (
            await branch.HasCustomerAsync(new() { Name = "李秀英" }), await branch.HasCustomerAsync(new() { Name = "王磊" }), await branch.HasCustomerAsync(new() { Name = "张伟" }),
            await branch.HasCustomerAsync(new() { Name = "刘婷" }), await stranger.HasCustomerAsync(new() { Name = "外人" }));
        await intakes.TakeAsync(
            await AccountAsync("6217740000000201", owner, (HolderRole.JointOwner, wife), (HolderRole.Authorised, signs), (HolderRole.Guarantor, backs), (HolderRole.Authorised, elsewhere)),
            await AccountAsync("6217740000000202", owner, (HolderRole.JointOwner, left)) with { Status = AccountStatus.Closed });

        var suggestions = await SuggestedAsync(teller, owner);

        Assert.Equal([("李秀英", true), ("王磊", true)], suggestions.Select(s => (s.Name, s.SharesAccount)));
        Assert.Equal(["王建国", "王磊"], (await SuggestedAsync(teller, wife)).Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.Empty(await SuggestedAsync(teller, backs));
        Assert.Empty(await SuggestedAsync(blind, owner));
    }

    private async Task<ToldAccount> AccountAsync(string number, Guid owner, params (HolderRole Role, Guid Customer)[] others)
    {
        var account = Intakes.Account(number, await intakes.NumberOfAsync(owner));
        foreach (var (role, customer) in others)
        {
            account = account with { Holders = [.. account.Holders!, new(role, await intakes.NumberOfAsync(customer), null)] };
        }

        return account;
    }

    private async Task<IReadOnlyList<SuggestedRelation>> SuggestedAsync(TestStaff staff, Guid id) =>
        (await crm.As(staff).AskAsync<GetRelations, CustomerRelations>(new(id))).Suggestions;
}
