using BankCrm.Application.Tests.Accounts;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Occasions;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns;

/// <summary>A campaign says itself which sum is large, and of which product an account is opened.</summary>
public sealed class OccasionOfCampaignTests(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    private static int numbers = 4000;

    private DateOnly Today => Branch.DayAt(crm.Now);

    [Fact]
    public async Task Each_campaign_has_a_sum_of_its_own_or_the_bank_s()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var (some, much) = (await PersonAsync(branch, tag), await PersonAsync(branch, tag));
        var plan = crm.Plan with { Occasion = OccasionKind.LargeInflow };
        var (low, high, usual) = (await LaunchAsync(plan with { OccasionSum = 20_000 }), await LaunchAsync(plan with { OccasionSum = 1_000_000 }), await LaunchAsync(plan));
        await InflowAsync(some, 20_000m);
        await InflowAsync(much, 100_000m);

        await crm.NewOccasionWatch().RunNextAsync(CancellationToken.None);

        Assert.Equal(new[] { some, much }.Order(), (await crm.ContactsAsync(low)).Select(c => c.CustomerId).Order());
        Assert.Empty(await crm.ContactsAsync(high));
        Assert.Equal(much, Assert.Single(await crm.ContactsAsync(usual)).CustomerId);

        async Task<Guid> LaunchAsync(CampaignPlan of)
        {
            var id = await crm.LaunchAsync(marketing, tag, of, CampaignChannel.Counter);
            await crm.RunAsync();
            return id;
        }
    }

    [Fact]
    public async Task An_opened_account_counts_of_the_product_that_was_chosen()
    {
        var ahead = crm.Now - TimeProvider.System.GetUtcNow();
        crm.Pass(-ahead); // ids of accounts follow the clock on the wall, and by them those are found that can be new
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var (wanted, other) = (await ProductAsync(), await ProductAsync());
        var (buys, buysOther) = (await PersonAsync(branch, tag), await PersonAsync(branch, tag));
        var plan = crm.Plan with { Occasion = OccasionKind.AccountOpened };
        var one = await crm.LaunchAsync(marketing, tag, plan with { OccasionProductId = wanted.Id }, CampaignChannel.Counter);
        var any = await crm.LaunchAsync(marketing, tag, plan, CampaignChannel.Counter);
        await crm.RunAsync();
        await OpenAsync(wanted.Code, buys);
        await OpenAsync(other.Code, buysOther);

        await crm.NewOccasionWatch().RunNextAsync(CancellationToken.None);
        crm.Pass(ahead);

        Assert.Equal(buys, Assert.Single(await crm.ContactsAsync(one)).CustomerId);
        Assert.Equal(new[] { buys, buysOther }.Order(), (await crm.ContactsAsync(any)).Select(c => c.CustomerId).Order());
    }

    [Fact]
    public async Task A_product_that_there_is_not_is_refused()
    {
        var (marketing, tag) = (await crm.MarketingAsync(), crm.NewTag());

        var refused = await Assert.ThrowsAsync<RefusedException>(() => crm.DraftAsync(
            marketing, tag, crm.Plan with { Occasion = OccasionKind.AccountOpened, OccasionProductId = Guid.NewGuid() }, CampaignChannel.Counter));

        Assert.Equal("Choose a product of the catalogue.", refused.Message);
    }

    private static Task<Guid> PersonAsync(TestBranch branch, string tag) => branch.HasCustomerAsync(CampaignCrm.Person(tag, $"1379333{Interlocked.Increment(ref numbers):0000}"));

    private Task<Product> ProductAsync() => crm.HasAsync(Product.Launch(
        Guid.CreateVersion7(), Guid.CreateVersion7(), $"OCC-{Interlocked.Increment(ref numbers)}", ProductClass.Savings, "CNY", new(2025, 1, 1),
        new() { Name = "Savings", ChineseName = "储蓄", Channels = SalesChannels.Branch }, new(2025, 1, 1)));

    private async Task InflowAsync(Guid customer, decimal amount)
    {
        var (intakes, number) = (new Intakes(crm), $"621799000{Interlocked.Increment(ref numbers):0000000}");
        await intakes.TakeAsync(Intakes.Account(number, await intakes.NumberOfAsync(customer), AccountKind.Current));
        await intakes.TakeAsync(Intakes.Movement(number, "A", Today, amount));
    }

    private async Task OpenAsync(string product, Guid owner)
    {
        var intakes = new Intakes(crm);
        await intakes.TakeAsync(Intakes.Account($"621799100{Interlocked.Increment(ref numbers):0000000}", await intakes.NumberOfAsync(owner), AccountKind.Savings) with { OpenedOn = Today, Product = product });
    }
}
