using BankCrm.Application.Accounts;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Testing;

namespace BankCrm.Application.Tests.Accounts.Timeline;

public sealed class AccountsInTimelineTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly DateOnly Today = Branch.DayAt(TimeProvider.System.GetUtcNow());

    private readonly Intakes intakes = new(crm);

    [Fact]
    public async Task What_became_of_the_accounts_and_large_amounts_stand_in_the_story()
    {
        var branch = crm.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var number = await intakes.NumberOfAsync(customer);
        var account = Intakes.Account("6217720000000101", number) with { OpenedOn = Today.AddDays(-20), ToldAt = TimeProvider.System.GetUtcNow().AddDays(-20) };
        await intakes.TakeAsync(account);
        await intakes.TakeAsync(account with { Status = AccountStatus.Frozen, Version = 2, ToldAt = TimeProvider.System.GetUtcNow().AddDays(-1) });
        await intakes.TakeAsync(
            Intakes.Movement("6217720000000101", "SMALL", Today.AddDays(-9), 49_999.99m), Intakes.Movement("6217720000000101", "IN", Today.AddDays(-8), 50_000m),
            Intakes.Movement("6217720000000101", "OUT", Today.AddDays(-7), -80_000m));

        var told = await ReadAsync(branch, customer, AccountPermissions.Read);

        Assert.Equal(["{0}: now {1}", "{0} went out of a {1}", "{0} came in on a {1}", "{0} opened"], told.Select(e => e.Sentence));
        Assert.Equal(new TimelineMoney(80_000m, "CNY"), told[1].Args[0]);
        Assert.Empty(await ReadAsync(branch, customer, AccountPermissions.ReadOwn)); // the customer is not one they look after
        Assert.Empty(await ReadAsync(branch, customer));
    }

    private async Task<IReadOnlyList<TimelineEntry>> ReadAsync(TestBranch branch, Guid customer, params string[] permissions) =>
        [
            .. (await crm.As(await branch.HasStaffAsync([CustomerPermissions.Read, .. permissions])).AskAsync<GetTimeline, CustomerTimeline>(new(customer)))
                .Page.Items.Where(e => e.Path?.StartsWith("/accounts/", StringComparison.Ordinal) is true),
        ];
}
