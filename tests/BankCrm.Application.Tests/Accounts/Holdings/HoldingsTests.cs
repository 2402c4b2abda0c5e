using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Holdings;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Accounts.Holdings;

public sealed class HoldingsTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private readonly Intakes intakes = new(crm);

    [Fact]
    public async Task What_a_customer_holds_stands_by_class_with_masked_numbers_and_its_sums()
    {
        var branch = crm.NewBranch();
        var (owner, other) = (await branch.HasCustomerAsync(), await branch.HasCustomerAsync());
        var (number, others) = (await intakes.NumberOfAsync(owner), await intakes.NumberOfAsync(other));
        await HasRateAsync("USD", 7.2m);
        await HasProductAsync("SAV-H");
        await intakes.TakeAsync(
            Intakes.Account("6217000000007001", number, AccountKind.Savings) with { Balance = 1000.10m, Product = "SAV-H" },
            Intakes.Account("6217000000007002", number, currency: "USD") with { Balance = 100m },
            Intakes.Account("6217000000007003", number) with { Balance = -50m },
            Intakes.Account("6217000000007004", number, AccountKind.Loan) with { Balance = -20_000m, Rate = 3.2m, MaturesOn = new(2040, 1, 1) },
            Intakes.Account("6217000000007005", others, AccountKind.Wealth) with
            {
                Balance = 5_000m,
                Holders = [new(HolderRole.Owner, others, null), new(HolderRole.JointOwner, number, null)],
            });

        var held = await AskAsync(branch, owner);

        Assert.Equal((1720.10m, 20_050m, 50m, 0), (held.Assets, held.Liabilities, held.Overdrafts, held.WithoutRate));
        Assert.Equal([HoldingClass.Deposits, HoldingClass.Loans, HoldingClass.OfOthers], held.Classes.Select(c => c.Class));
        Assert.Equal([1720.10m, 20_000m, 0], held.Classes.Select(c => c.Sum));
        var deposits = held.Classes[0].Accounts;
        Assert.Equal(["621700******7001", "621700******7002", "621700******7003"], deposits.Select(a => a.Number.ToString()).Order());
        Assert.Equal(("Savings H", "储蓄 H"), deposits.Where(a => a.Product is not null).Select(a => (a.Product!, a.ChineseProduct!)).Single());
        Assert.Equal(720m, deposits.Single(a => a.Currency == "USD").HomeValue);
        Assert.Equal(HolderRole.JointOwner, held.Classes[2].Accounts.Single().Role);
        Assert.All(held.Classes.SelectMany(c => c.Accounts), a => Assert.Equal(Intakes.Source, a.Source));
    }

    [Fact]
    public async Task Who_holds_nothing_and_whom_others_serve_shows_nothing()
    {
        var (branch, elsewhere) = (crm.NewBranch(), crm.NewBranch());
        var (nobody, owner) = (await branch.HasCustomerAsync(), await branch.HasCustomerAsync());
        await intakes.TakeAsync(Intakes.Account("6217000000007101", await intakes.NumberOfAsync(owner)) with { Balance = 10m });

        Assert.Empty((await AskAsync(branch, nobody)).Classes);
        Assert.Empty((await AskAsync(elsewhere, owner)).Classes);
        await Assert.ThrowsAsync<ForbiddenException>(async () => await crm.As(await branch.HasStaffAsync()).AskAsync<GetHoldings, CustomerHoldings>(new(owner)));
    }

    [Fact]
    public async Task A_relationship_manager_sees_what_their_own_customers_hold_only()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(AccountPermissions.ReadOwn);
        var (own, other) = (await branch.HasCustomerAsync(new() { Name = "Ann", OwnerId = manager.Id }), await branch.HasCustomerAsync(new() { Name = "Ben" }));
        await intakes.TakeAsync(
            Intakes.Account("6217000000007301", await intakes.NumberOfAsync(own)) with { Balance = 10m },
            Intakes.Account("6217000000007302", await intakes.NumberOfAsync(other)) with { Balance = 20m });

        Assert.Equal(10m, (await crm.As(manager).AskAsync<GetHoldings, CustomerHoldings>(new(own))).Assets);
        Assert.Empty((await crm.As(manager).AskAsync<GetHoldings, CustomerHoldings>(new(other))).Classes);
    }

    [Fact]
    public async Task An_account_without_a_rate_is_named_and_in_no_sum()
    {
        var branch = crm.NewBranch();
        var owner = await branch.HasCustomerAsync();
        await intakes.TakeAsync(Intakes.Account("6217000000007201", await intakes.NumberOfAsync(owner), currency: "NOK") with { Balance = 10m });

        var held = await AskAsync(branch, owner);

        Assert.Equal((0m, 1), (held.Assets, held.WithoutRate));
        Assert.Null(held.Classes.Single().Accounts.Single().HomeValue);
    }

    private async Task<CustomerHoldings> AskAsync(TestBranch branch, Guid customer) =>
        await crm.As(await branch.HasStaffAsync(AccountPermissions.Read)).AskAsync<GetHoldings, CustomerHoldings>(new(customer));

    private Task<int> HasRateAsync(string currency, decimal rate) => crm.WorkAsync((db, _) => db.Database.ExecuteSqlAsync(
        $"insert into exchange_rates (currency, valid_from, rate, source) values ({currency}, '2020-01-01', {rate}, 'Test') on conflict do nothing"));

    private Task<Product> HasProductAsync(string code) => crm.HasAsync(Product.Launch(
        Guid.CreateVersion7(), Guid.CreateVersion7(), code, ProductClass.Savings, "CNY", new(2025, 1, 1),
        new() { Name = "Savings H", ChineseName = "储蓄 H", Channels = SalesChannels.Branch }, new(2025, 1, 1)));
}
