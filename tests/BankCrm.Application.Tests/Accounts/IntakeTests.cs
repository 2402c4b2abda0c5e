using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace BankCrm.Application.Tests.Accounts;

public sealed class IntakeTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private readonly Intakes intakes = new(crm);

    [Fact]
    public async Task An_account_comes_in_with_its_balance_and_is_seen_by_the_branches_of_its_holders_only()
    {
        var (north, south, west) = (crm.NewBranch(), crm.NewBranch(), crm.NewBranch());
        var (owner, spouse) = (await north.HasCustomerAsync(), await south.HasCustomerAsync());
        var told = Intakes.Account("6217000000000001", await intakes.NumberOfAsync(owner)) with { Balance = 1000.50m, Available = 900m };
        told = told with { Holders = [.. told.Holders, new(HolderRole.JointOwner, await intakes.NumberOfAsync(spouse), null)] };

        Assert.Equal(IntakeResult.New, Assert.Single(await intakes.TakeAsync(told)).Result);

        Assert.Equal(1, await SeenAsync(north));
        Assert.Equal(1, await SeenAsync(south));
        Assert.Equal(0, await SeenAsync(west));
        Assert.Equal(1000.50m, (await intakes.TotalsAsync(owner))!.Assets);
        Assert.Equal(0, (await intakes.TotalsAsync(spouse))!.Assets); // counted for its owner only
        Assert.Equal(AccountStatus.Open, await crm.ReadAsync(db => db.AccountStatuses.Where(s => s.Account.Holders.Any(h => h.CustomerId == owner)).Select(s => s.Status).SingleAsync()));
    }

    [Fact]
    public async Task The_database_itself_hides_accounts_and_movements_of_other_branches()
    {
        var (north, south) = (crm.NewBranch(), crm.NewBranch());
        var owner = await north.HasCustomerAsync();
        await intakes.TakeAsync(Intakes.Account("1002", await intakes.NumberOfAsync(owner)));
        await intakes.TakeAsync(Intakes.Movement("1002", "R1", Day, 10m));

        foreach (var (branch, rows) in new[] { (north, 1), (south, 0) })
        {
            var staff = await branch.HasStaffAsync(AccountPermissions.Read);
            await using var scope = await crm.As(staff).OpenAsync();
            var db = (CrmDb)scope.ServiceProvider.GetService(typeof(CrmDb))!;
            await using var transaction = await db.BeginAsync(CancellationToken.None);
            var counts = await db.Database.SqlQuery<int>(
                $"""
                select count(*)::int as "Value" from accounts union all select count(*)::int from account_holders
                union all select count(*)::int from account_statuses union all select count(*)::int from account_months
                union all select count(*)::int from transactions union all select count(*)::int from customer_totals
                """).ToListAsync();
            Assert.Equal(Enumerable.Repeat(rows, 6), counts);
        }
    }

    [Fact]
    public async Task Movements_come_in_once_however_often_they_are_told()
    {
        var owner = await crm.NewBranch().HasCustomerAsync();
        await intakes.TakeAsync(Intakes.Account("2001", await intakes.NumberOfAsync(owner)));
        ToldTransaction[] told = [Intakes.Movement("2001", "R1", Day, 100m), Intakes.Movement("2001", "R2", Day.AddDays(1), -30m), Intakes.Movement("2001", "R1", Day, 100m)];

        Assert.Equal([IntakeResult.New, IntakeResult.New, IntakeResult.Known], (await intakes.TakeAsync(told)).Select(o => o.Result));
        Assert.Equal([IntakeResult.Known, IntakeResult.Known, IntakeResult.Known], (await intakes.TakeAsync(told)).Select(o => o.Result));

        var account = await intakes.AccountOfAsync(owner);
        Assert.Equal(70m, account.Balance);
        Assert.Equal(Day.AddDays(1), account.LastMovementOn);
        Assert.Equal(70m, (await intakes.TotalsAsync(owner))!.Deposits);
        var month = await crm.ReadAsync(db => db.AccountMonths.SingleAsync(m => m.AccountId == account.Id));
        Assert.Equal((100m, 30m, 2), (month.Inflow, month.Outflow, month.Movements));
        Assert.Equal((100m * 30) - (30m * 29), month.AmountDays); // from 2 and from 3 to 31 March, both counted
    }

    [Fact]
    public async Task Months_that_nobody_had_before_are_made_by_several_at_once()
    {
        for (var year = 1950; year < 1953; year++)
        {
            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => MakeMonthsAsync(year)));
        }

        async Task MakeMonthsAsync(int year)
        {
            await using var connection = new NpgsqlConnection(crm.Database.ApplicationConnectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("select ensure_transaction_months($1)", connection)
            {
                Parameters = { new() { Value = Enumerable.Range(1, 12).Select(month => new DateOnly(year, month, 1)).ToArray() } },
            };
            await command.ExecuteNonQueryAsync();
        }
    }

    [Fact]
    public async Task A_movement_that_is_told_otherwise_the_second_time_changes_nothing_and_is_named()
    {
        var owner = await crm.NewBranch().HasCustomerAsync();
        await intakes.TakeAsync(Intakes.Account("2002", await intakes.NumberOfAsync(owner)));
        await intakes.TakeAsync(Intakes.Movement("2002", "R1", Day, 100m));

        Assert.Equal(IntakeResult.Differs, Assert.Single(await intakes.TakeAsync(Intakes.Movement("2002", "R1", Day, 1000m))).Result);
        Assert.Equal(100m, (await intakes.AccountOfAsync(owner)).Balance);
    }

    [Fact]
    public async Task What_is_wrong_is_refused_by_name_and_the_rest_comes_in()
    {
        var owner = await crm.NewBranch().HasCustomerAsync();
        await intakes.TakeAsync(Intakes.Account("2003", await intakes.NumberOfAsync(owner)));

        var outcomes = await intakes.TakeAsync(
            Intakes.Movement("2003", "OK", Day, 1m),
            Intakes.Movement("2003", "A", Day, 1m, "USD"),
            Intakes.Movement("2003", "B", Day, 1.001m),
            Intakes.Movement("9999", "C", Day, 1m),
            Intakes.Movement("2003", "", Day, 1m),
            Intakes.Movement("2003", "D", Day, 0m),
            Intakes.Movement("2003", "E", new(2091, 1, 1), 1m),
            Intakes.Movement("2003", "F", Day, 1m, "XYZ"));

        Assert.Equal(IntakeResult.New, outcomes[0].Result);
        Assert.All(outcomes.Skip(1), o => Assert.Equal(IntakeResult.Refused, o.Result));
        Assert.Equal(8, outcomes.Select(o => o.Fault?.Sentence).Distinct().Count());
        Assert.Equal(1m, (await intakes.AccountOfAsync(owner)).Balance);
    }

    [Fact]
    public async Task A_newer_version_changes_the_account_and_an_older_one_does_not()
    {
        var owner = await crm.NewBranch().HasCustomerAsync();
        var number = await intakes.NumberOfAsync(owner);
        await intakes.TakeAsync(Intakes.Account("2004", number, version: 5) with { Balance = 10m });

        Assert.Equal(IntakeResult.Stale, Assert.Single(await intakes.TakeAsync(Intakes.Account("2004", number, version: 4) with { Status = AccountStatus.Closed })).Result);
        Assert.Equal(IntakeResult.Known, Assert.Single(await intakes.TakeAsync(Intakes.Account("2004", number, version: 5))).Result);
        Assert.Equal(IntakeResult.Changed, Assert.Single(await intakes.TakeAsync(Intakes.Account("2004", number, version: 6) with { Status = AccountStatus.Frozen })).Result);

        var account = await intakes.AccountOfAsync(owner);
        Assert.Equal((AccountStatus.Frozen, 10m), (account.Status, account.Balance));
        Assert.Equal(
            [AccountStatus.Open, AccountStatus.Frozen],
            await crm.ReadAsync(db => db.AccountStatuses.Where(s => s.AccountId == account.Id).OrderBy(s => s.SourceVersion).Select(s => s.Status).ToListAsync()));
    }

    [Fact]
    public async Task Holders_who_are_not_told_any_more_are_gone_and_totals_follow()
    {
        var branch = crm.NewBranch();
        var (first, second) = (await branch.HasCustomerAsync(), await branch.HasCustomerAsync());
        await intakes.TakeAsync(Intakes.Account("2005", await intakes.NumberOfAsync(first)) with { Balance = 500m });
        await intakes.TakeAsync(Intakes.Account("2005", await intakes.NumberOfAsync(second), version: 2));

        Assert.Equal(0m, (await intakes.TotalsAsync(first))!.Assets);
        Assert.Equal(500m, (await intakes.TotalsAsync(second))!.Assets);
    }

    [Fact]
    public async Task Accounts_that_name_nobody_or_nothing_known_are_refused()
    {
        var number = await intakes.NumberOfAsync(await crm.NewBranch().HasCustomerAsync());
        var fine = Intakes.Account("2006", number);
        ToldAccount[] wrong =
        [
            fine with { Holders = [new(HolderRole.Owner, "C0000000000", null)] },
            fine with { Holders = [new(HolderRole.Owner, null, "nobody")] },
            fine with { Holders = [new(HolderRole.Owner, null, null)] },
            fine with { Holders = [] },
            fine with { Product = "NONE" },
            fine with { OpenedAt = "NONE" },
            fine with { Currency = "ABC" },
            fine with { Balance = 0.001m },
            fine with { Number = " " },
            fine with { Version = 0 },
        ];

        var outcomes = await intakes.TakeAsync(wrong);

        Assert.All(outcomes, o => Assert.Equal(IntakeResult.Refused, o.Result));
        Assert.Equal(wrong.Length, outcomes.Select(o => o.Fault!.Sentence).Distinct().Count());
    }

    [Fact]
    public async Task Only_who_may_and_sees_all_branches_takes_in_and_it_is_recorded()
    {
        var branch = crm.NewBranch();
        var account = Intakes.Account("2007", await intakes.NumberOfAsync(await branch.HasCustomerAsync()));
        var staff = await branch.HasStaffAsync(AccountPermissions.TakeIn);
        await using var scope = await crm.As(staff).OpenAsync();
        var intake = (IAccountIntake)scope.ServiceProvider.GetService(typeof(IAccountIntake))!;

        await Assert.ThrowsAsync<ForbiddenException>(() => intake.TakeAccountsAsync(Intakes.Source, [account], CancellationToken.None));
        await Assert.ThrowsAsync<ForbiddenException>(() => intakes.AsCoreAsync(
            i => i.TakeAccountsAsync(Intakes.Source, [account], CancellationToken.None), CurrentUser.System("other")));

        await intakes.TakeAsync(account);
        Assert.Contains(
            await crm.ReadAsync(db => db.AuditEntries.Where(e => e.Event == AuditEvents.TakenIn).Select(e => e.Changes).ToListAsync()),
            changes => changes!.Contains("CORE", StringComparison.Ordinal));
    }

    private async Task<int> SeenAsync(TestBranch branch)
    {
        var staff = await branch.HasStaffAsync(AccountPermissions.Read);
        await using var scope = await crm.As(staff).OpenAsync();
        var db = (CrmDb)scope.ServiceProvider.GetService(typeof(CrmDb))!;
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        return await db.Accounts.CountAsync();
    }
}
