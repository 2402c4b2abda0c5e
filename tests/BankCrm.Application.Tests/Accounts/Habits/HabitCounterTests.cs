using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Tests.Segments;
using BankCrm.Domain.Accounts.Habits;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Infrastructure.Accounts.Habits;
using BankCrm.Infrastructure.Segments;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Accounts.Habits;

public sealed class HabitCounterTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly DateOnly Today = Branch.DayAt(TimeProvider.System.GetUtcNow());

    // By which the rules know what a movement was for.
    private static readonly Dictionary<TransactionCategory, string> Words = new()
    {
        [TransactionCategory.Shopping] = "supermarket",
        [TransactionCategory.Salary] = "salary",
        [TransactionCategory.Food] = "restaurant",
    };

    private readonly Intakes intakes = new(crm);
    private readonly SegmentBank bank = new(crm);

    [Fact]
    public async Task Movements_are_counted_by_purpose_and_channel_over_three_windows_and_can_be_asked_for()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(SegmentBank.Manager);
        var (shopper, other) = (await branch.HasCustomerAsync(), await branch.HasCustomerAsync());
        await intakes.TakeAsync(
            Intakes.Account("6217730000000901", await intakes.NumberOfAsync(shopper)), Intakes.Account("6217730000000902", await intakes.NumberOfAsync(other)));
        await intakes.TakeAsync(
            Moved("6217730000000901", "a", 0, -20m, TransactionCategory.Shopping, TransactionChannel.Mobile),
            Moved("6217730000000901", "b", 40, -30m, TransactionCategory.Shopping, TransactionChannel.Mobile),
            Moved("6217730000000901", "c", 200, -50m, TransactionCategory.Shopping, TransactionChannel.Counter),
            Moved("6217730000000901", "d", 364, 1000m, TransactionCategory.Salary, TransactionChannel.Automatic),
            Moved("6217730000000901", "e", 365, 1000m, TransactionCategory.Salary, TransactionChannel.Automatic), // a year and a day: in no window
            Moved("6217730000000902", "f", 5, -10m, TransactionCategory.Food, TransactionChannel.Mobile));

        await CountAllAsync();

        var habits = await crm.ReadAsync(db => db.CustomerHabits.Where(h => h.CustomerId == shopper).ToDictionaryAsync(h => h.Subject));
        var all = habits[CustomerHabit.Everything];
        Assert.Equal((1, 2, 4), (all.Movements30, all.Movements90, all.Movements365));
        Assert.Equal((20m, 50m, 100m, 1000m), (all.Outflow30, all.Outflow90, all.Outflow365, all.Inflow365));
        Assert.Equal(3, habits[CustomerHabit.Of(TransactionCategory.Shopping)].Movements365);
        Assert.Equal(2, habits[CustomerHabit.Of(TransactionChannel.Mobile)].Movements90);

        Assert.Equal(1, await CountAsync("movements", SegmentTest.AtLeast, "2", 90, nameof(TransactionCategory.Shopping)));
        Assert.Equal(2, await CountAsync("movements", SegmentTest.AtLeast, "1", 30, nameof(TransactionCategory.Shopping), nameof(TransactionCategory.Food)));
        Assert.Equal(1, await CountAsync("movements", SegmentTest.AtMost, "0", 365, nameof(TransactionCategory.Shopping)));
        Assert.Equal(1, await CountAsync("outflow", SegmentTest.AtLeast, "50", 90));
        Assert.Equal(0, await CountAsync("outflow", SegmentTest.AtLeast, "50.01", 90));
        Assert.Equal(1, await CountAsync("channel-use", SegmentTest.AtLeast, "1", 365, nameof(TransactionChannel.Counter)));

        Task<int?> CountAsync(string field, SegmentTest test, string value, int days, params string[] of) =>
            bank.CountAsync(manager, SegmentGroup.All(new SegmentCondition(field, test, value) { Days = days, Of = of }));
    }

    [Fact]
    public async Task A_branch_is_counted_once_a_day_however_many_instances_there_are()
    {
        await crm.NewBranch().SaveAsync();

        await Task.WhenAll(CountAllAsync(), CountAllAsync());

        Assert.False(await crm.ReadAsync(db => db.HabitCounts.AnyAsync(c => c.CountedOn != Today)));
        Assert.False(await crm.Services.GetRequiredService<HabitCounter>().RunNextAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Fifths_of_recency_frequency_and_value_are_counted_after_the_habits()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(SegmentBank.Manager);
        for (var i = 1; i <= 10; i++)
        {
            var customer = await branch.HasCustomerAsync();
            await intakes.TakeAsync(Intakes.Account($"62177300000010{i:00}", await intakes.NumberOfAsync(customer)) with { Balance = i * 1_000_000m });
        }

        await CountAllAsync();
        await crm.Services.GetRequiredService<RfmScaler>().RunNextAsync(CancellationToken.None);
        await crm.Services.GetRequiredService<RfmScaler>().RunNextAsync(CancellationToken.None);

        var scale = await crm.ReadAsync(db => db.RfmScales.SingleAsync());
        Assert.Equal(Today, scale.CountedOn);
        var best = await bank.CountAsync(manager, SegmentGroup.All(new SegmentCondition("monetary", SegmentTest.AtLeast, "5")));
        var rest = await bank.CountAsync(manager, SegmentGroup.All(new SegmentCondition("monetary", SegmentTest.AtMost, "4")));
        Assert.Equal(10, best + rest);
        Assert.Equal(await crm.ReadAsync(db => db.CustomerTotals.CountAsync(t => t.BranchId == branch.Id && t.Assets >= scale.Monetary[3])), best);
        Assert.Equal(10, await bank.CountAsync(manager, SegmentGroup.All(new SegmentCondition("recency", SegmentTest.Between, "1", "5"))));
    }

    private static ToldTransaction Moved(string account, string reference, int daysAgo, decimal amount, TransactionCategory category, TransactionChannel channel) =>
        Intakes.Movement(account, reference, Today.AddDays(-daysAgo), amount) with { Text = Words[category], Channel = channel };

    private async Task CountAllAsync()
    {
        while (await crm.Services.GetRequiredService<HabitCounter>().RunNextAsync(CancellationToken.None))
        {
            // another branch is due
        }
    }
}
