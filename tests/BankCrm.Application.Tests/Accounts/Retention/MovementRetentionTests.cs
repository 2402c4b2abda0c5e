using BankCrm.Domain.Admin.Branches;
using BankCrm.Infrastructure.Accounts.Retention;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Accounts.Retention;

public sealed class MovementRetentionTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly DateOnly Today = Branch.DayAt(TimeProvider.System.GetUtcNow());
    private readonly Intakes intakes = new(crm);

    [Fact]
    public async Task A_month_goes_when_all_of_it_is_older_than_ten_years_and_sums_stay()
    {
        var customer = await crm.NewBranch().HasCustomerAsync();
        await intakes.TakeAsync(Intakes.Account("RETAIN-1", await intakes.NumberOfAsync(customer)));
        var (old, young) = (Today.AddYears(-10).AddMonths(-1), Today.AddYears(-10));
        await intakes.TakeAsync(
            Intakes.Movement("RETAIN-1", "R1", new(old.Year, old.Month, 1), 100m), Intakes.Movement("RETAIN-1", "R2", young, 10m), Intakes.Movement("RETAIN-1", "R3", Today, 1m));
        var owner = crm.Database.OwnerConnectionString;

        var due = await MovementRetention.DueAsync(owner, Today, 10, CancellationToken.None);
        var month = Assert.Single(due);
        Assert.Equal((new DateOnly(old.Year, old.Month, 1), 1L), (month.Month, month.Movements));
        await MovementRetention.DestroyAsync(owner, month, CancellationToken.None);

        Assert.Equal(["R2", "R3"], await crm.ReadAsync(db => db.Transactions.OrderBy(t => t.BookedOn).Select(t => t.Reference).ToListAsync()));
        Assert.Equal(111m, (await intakes.AccountOfAsync(customer)).Balance);
        Assert.Empty(await MovementRetention.DueAsync(owner, Today, 10, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => MovementRetention.DueAsync(owner, Today, 9, CancellationToken.None));
    }
}
