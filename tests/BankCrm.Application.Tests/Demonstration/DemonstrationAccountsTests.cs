using BankCrm.Domain.Accounts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Customers;
using BankCrm.Infrastructure.Demonstration;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Demonstration;

public sealed class DemonstrationAccountsTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task Whoever_is_a_customer_holds_something_that_moved_and_a_second_time_changes_nothing()
    {
        foreach (var (code, city) in new[] { ("N01", "北京"), ("S01", "上海"), ("S02", "深圳") })
        {
            var branch = await crm.HasAsync(Branch.Open(Guid.CreateVersion7(), code, code, BranchKind.Branch, crm.HeadOffice, city));
            await crm.HasAsync(StaffMember.Join(Guid.CreateVersion7(), $"teller.{code}", "林晓燕", branch));
        }

        await DemonstrationBank.FillAsync(crm.Services, default);
        await DemonstrationProducts.FillAsync(crm.Services, default);
        await DemonstrationAccounts.FillAsync(crm.Services, default);
        var before = await CountsAsync();
        await DemonstrationAccounts.FillAsync(crm.Services, default);

        Assert.Equal(before, await CountsAsync());
        Assert.InRange(before.Accounts, 250, 900);
        Assert.InRange(before.Transactions, 3_000, 30_000);
        Assert.False(await crm.ReadAsync(db => db.AccountHolders.Join(db.Customers, h => h.CustomerId, c => c.Id, (h, c) => c.Stage)
            .AnyAsync(stage => stage == LifeCycleStage.Prospect || stage == LifeCycleStage.Closed)));
        Assert.True(await crm.ReadAsync(db => db.Accounts.AnyAsync(a => a.Status == AccountStatus.Dormant && a.LastMovementOn == null)));
        Assert.True(await crm.ReadAsync(db => db.Accounts.AnyAsync(a => a.ProductId != null)));
        Assert.Equal(0, await crm.ReadAsync(db => db.CustomerTotals.SumAsync(t => t.WithoutRate)));
    }

    private Task<(int Accounts, int Transactions)> CountsAsync() =>
        crm.ReadAsync(async db => (await db.Accounts.CountAsync(), await db.Transactions.CountAsync()));
}
