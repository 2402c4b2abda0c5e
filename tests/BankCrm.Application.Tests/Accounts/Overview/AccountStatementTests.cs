using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Overview;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Accounts.Overview;

public sealed class AccountStatementTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly DateOnly March = new(2026, 3, 1);
    private static int accounts;

    private readonly Intakes intakes = new(crm);

    [Fact]
    public async Task A_statement_begins_and_ends_with_the_balances_of_its_days()
    {
        var branch = crm.NewBranch();
        var (customer, account, number) = await HasAccountAsync(branch);
        await intakes.TakeAsync(
            Intakes.Movement(number, "FEB", March.AddDays(-3), 1000m), Intakes.Movement(number, "A", March, -50m), Intakes.Movement(number, "B", March.AddDays(9), 20m),
            Intakes.Movement(number, "LATER", March.AddDays(20), -7m), Intakes.Movement(number, "APRIL", March.AddMonths(1), 400m));

        var made = await MakeAsync(branch, account, March, March.AddDays(9));

        Assert.Equal((1000m, 970m, 20m, 50m, true), (made.Opening, made.Closing, made.Inflow, made.Outflow, made.AddsUp));
        Assert.Equal([("A", 950m), ("B", 970m)], made.Lines.Select(l => (l.Reference, l.Balance)));
        var entry = await crm.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Event == AuditEvents.StatementMade && e.ObjectId == account));
        Assert.Equal((customer, "2026-03-01 – 2026-03-10"), (entry.CustomerRef!.Value, entry.ReasonText));
    }

    [Fact]
    public async Task A_movement_that_is_missing_is_told()
    {
        var branch = crm.NewBranch();
        var (_, account, number) = await HasAccountAsync(branch);
        await intakes.TakeAsync(
            Intakes.Movement(number, "A", March, 100m) with { BalanceAfter = 100m }, Intakes.Movement(number, "C", March.AddDays(2), 5m) with { BalanceAfter = 165m });

        Assert.False((await MakeAsync(branch, account, March, March.AddDays(2))).AddsUp);
    }

    [Fact]
    public async Task Days_that_make_no_period_and_too_many_movements_are_refused()
    {
        var branch = crm.NewBranch();
        var (_, account, number) = await HasAccountAsync(branch);
        await intakes.TakeAsync([.. Enumerable.Range(0, AccountStatement.Most + 1).Select(i => Intakes.Movement(number, $"R{i}", March, 1m))]);

        Assert.Equal("Choose the first and the last day.", (await Assert.ThrowsAsync<RefusedException>(() => MakeAsync(branch, account, null, March))).Message);
        Assert.Equal("The last day is before the first.", (await Assert.ThrowsAsync<RefusedException>(() => MakeAsync(branch, account, March, March.AddDays(-1)))).Message);
        Assert.Equal(
            "A statement ends today at the latest.", (await Assert.ThrowsAsync<RefusedException>(() => MakeAsync(branch, account, March, new(2999, 1, 1)))).Message);
        Assert.StartsWith(
            "The period has more than {0} movements", (await Assert.ThrowsAsync<RefusedException>(() => MakeAsync(branch, account, March, March))).Message, StringComparison.Ordinal);
        Assert.Empty(await crm.ReadAsync(db => db.AuditEntries.Where(e => e.Event == AuditEvents.StatementMade && e.ObjectId == account).ToListAsync()));
    }

    [Fact]
    public async Task Whoever_does_not_see_the_account_gets_no_statement_of_it()
    {
        var (branch, elsewhere) = (crm.NewBranch(), crm.NewBranch());
        var (_, account, _) = await HasAccountAsync(branch);
        var manager = await branch.HasStaffAsync(AccountPermissions.ReadOwn, AccountPermissions.MakeStatement);
        var reader = await branch.HasStaffAsync(AccountPermissions.Read);

        await Assert.ThrowsAsync<NotFoundException>(() => MakeAsync(elsewhere, account, March, March));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(manager).AskAsync<GetAccountStatement, AccountStatement>(new(account, March, March)));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(reader).AskAsync<GetAccountStatement, AccountStatement>(new(account, March, March)));
    }

    private async Task<AccountStatement> MakeAsync(TestBranch branch, Guid account, DateOnly? from, DateOnly? to) =>
        await crm.As(await branch.HasStaffAsync(AccountPermissions.Read, AccountPermissions.MakeStatement))
            .AskAsync<GetAccountStatement, AccountStatement>(new(account, from, to));

    private async Task<(Guid Customer, Guid Account, string Number)> HasAccountAsync(TestBranch branch)
    {
        var customer = await branch.HasCustomerAsync();
        var number = $"62178900{Interlocked.Increment(ref accounts):00000000}";
        await intakes.TakeAsync(Intakes.Account(number, await intakes.NumberOfAsync(customer)));
        return (customer, (await intakes.AccountOfAsync(customer)).Id, number);
    }
}
