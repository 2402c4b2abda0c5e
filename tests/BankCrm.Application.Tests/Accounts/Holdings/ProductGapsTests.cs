using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Holdings;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Testing;

namespace BankCrm.Application.Tests.Accounts.Holdings;

public sealed class ProductGapsTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private readonly Intakes intakes = new(crm);

    [Fact]
    public async Task What_many_like_them_hold_and_they_do_not_is_a_gap_if_the_bank_sells_it()
    {
        var branch = crm.NewBranch();
        await crm.HasAsync(Product.Launch(
            Guid.CreateVersion7(), Guid.CreateVersion7(), "WEALTH-G", ProductClass.Custody, "CNY", new(2025, 1, 1),
            new() { Name = "Custody", ChineseName = "托管", Channels = SalesChannels.Branch }, new(2025, 1, 1)));
        var customers = new List<Guid>();
        for (var i = 0; i < 24; i++)
        {
            customers.Add(await branch.HasCustomerAsync());
            var number = await intakes.NumberOfAsync(customers[i]);
            await intakes.TakeAsync(Intakes.Account($"62177100000002{i:00}", number) with { Balance = 10m });
            if (i < 12)
            {
                await intakes.TakeAsync(
                    Intakes.Account($"62177100000003{i:00}", number, AccountKind.Custody) with { Balance = 10m },
                    Intakes.Account($"62177100000004{i:00}", number, AccountKind.Insurance) with { Balance = 10m }); // which the bank does not sell
            }
        }

        var teller = crm.As(await branch.HasStaffAsync(AccountPermissions.Read));
        var gap = Assert.Single((await GapsAsync(teller, customers[20])).Gaps);
        Assert.Equal((HoldingClass.Investments, 50), (gap.Class, gap.PerCent));
        Assert.Equal([ProductClass.Custody], gap.OnSale);
        Assert.Empty((await GapsAsync(teller, customers[3])).Gaps);
    }

    [Fact]
    public async Task From_a_few_nothing_follows()
    {
        var branch = crm.NewBranch();
        var customer = await branch.HasCustomerAsync();
        await intakes.TakeAsync(Intakes.Account("6217710000000901", await intakes.NumberOfAsync(customer)) with { Balance = 10m });

        Assert.Empty((await GapsAsync(crm.As(await branch.HasStaffAsync(AccountPermissions.Read)), customer)).Gaps);
    }

    private static async Task<ProductGaps> GapsAsync(TestActor teller, Guid customer) => await teller.AskAsync<GetProductGaps, ProductGaps>(
        new(await teller.AskAsync<GetHoldings, CustomerHoldings>(new(customer)), CustomerKind.Individual, CustomerTier.Mass));
}
