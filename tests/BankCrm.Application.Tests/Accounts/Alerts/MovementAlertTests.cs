using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Alerts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Tests.DataQuality.Merging;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Accounts.Alerts;

public sealed class MovementAlertTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly DateOnly Today = Branch.DayAt(TimeProvider.System.GetUtcNow());
    private readonly Intakes intakes = new(crm);

    [Theory]
    [InlineData("49999.99", false)]
    [InlineData("50000.00", true)]
    public async Task Cash_at_the_limit_raises_an_alert_with_the_movement(string amount, bool isRaised)
    {
        var (customer, account) = await AccountAsync();

        await CashAsync(account, "R1", decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture));

        var alerts = await AlertsAsync(customer);
        Assert.Equal(isRaised, alerts.Count == 1);
        if (isRaised)
        {
            Assert.Equal((AlertRule.LargeCash, AlertDirection.In, Today, 50_000m, 1), (alerts[0].Rule, alerts[0].Direction, alerts[0].Day, alerts[0].Amount, alerts[0].Movements));
            Assert.Equal(TimeSpan.FromHours(24), alerts[0].DueAt - alerts[0].RaisedAt);
            Assert.Equal(AuditEvents.AlertRaised, await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == alerts[0].Id).Select(e => e.Event).SingleAsync()));
        }
    }

    [Fact]
    public async Task Several_accounts_and_calls_of_a_day_add_up_to_one_alert_that_grows()
    {
        var (customer, first) = await AccountAsync();
        var second = await AccountAsync(customer);

        await CashAsync(first, "R1", 30_000);
        Assert.Empty(await AlertsAsync(customer));
        await CashAsync(second, "R1", 20_000);
        Assert.Equal(50_000m, Assert.Single(await AlertsAsync(customer)).Amount);
        await CashAsync(second, "R2", 1);
        await CashAsync(second, "R2", 1); // known

        var alert = Assert.Single(await AlertsAsync(customer));
        Assert.Equal((50_001m, 3), (alert.Amount, alert.Movements));
    }

    [Fact]
    public async Task Midnight_and_direction_part_what_is_added_up()
    {
        var (customer, account) = await AccountAsync();

        await intakes.TakeAsync(
            Cash(account, "R1", 30_000) with { BookedAt = Midnight.AddSeconds(-1), BookedOn = Today.AddDays(-1) },
            Cash(account, "R2", 30_000) with { BookedAt = Midnight },
            Cash(account, "R3", -30_000));

        Assert.Empty(await AlertsAsync(customer));
    }

    [Fact]
    public async Task Dollars_are_weighed_at_the_rate_that_the_alert_keeps_also_when_it_comes_later()
    {
        var (customer, account) = await AccountAsync(currency: "THB");
        await intakes.TakeAsync(Cash(account, "R1", 400_000, "THB"));
        Assert.Empty(await AlertsAsync(customer)); // nobody said what a baht is worth

        await intakes.AsCoreAsync(intake => intake.TakeRatesAsync(
            "PBOC", [new("USD", Today.AddDays(-40), 7.1m), new("THB", Today.AddDays(-40), 0.2m)], CancellationToken.None));

        var alert = Assert.Single(await AlertsAsync(customer)); // 80,000 in home currency, 11,267 dollars
        Assert.Equal((AlertRule.LargeCash, 80_000m, "THB 0.2; USD 7.1"), (alert.Rule, alert.Amount, alert.Rates));
    }

    [Fact]
    public async Task Ten_who_book_for_one_customer_at_once_do_not_pass_below_the_limit()
    {
        var (customer, _) = await AccountAsync();
        var accounts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AccountAsync(customer)));

        await Task.WhenAll(accounts.Select(account => CashAsync(account, "R1", 5_000)));

        var alert = Assert.Single(await AlertsAsync(customer));
        Assert.Equal((50_000m, 10), (alert.Amount, alert.Movements));
    }

    [Fact]
    public async Task An_old_movement_is_history()
    {
        var (customer, account) = await AccountAsync();

        await intakes.TakeAsync(Cash(account, "R1", 90_000) with { BookedOn = Today.AddDays(-40) });

        Assert.Empty(await AlertsAsync(customer));
    }

    [Fact]
    public async Task Structuring_over_days_is_one_alert()
    {
        var (customer, account) = await AccountAsync();

        foreach (var days in new[] { 4, 3, 2, 1 })
        {
            await intakes.TakeAsync(Cash(account, $"R{days}", 45_000) with { BookedOn = Today.AddDays(-days) });
        }

        var alert = Assert.Single(await AlertsAsync(customer));
        Assert.Equal((AlertRule.Structuring, 180_000m, 4), (alert.Rule, alert.Amount, alert.Movements));
    }

    [Fact]
    public async Task An_account_that_rested_half_a_year_and_moves_is_told_of_once()
    {
        var (customer, account) = await AccountAsync();
        await intakes.TakeAsync(Cash(account, "R1", 100) with { BookedOn = Today.AddDays(-200) });

        await intakes.TakeAsync(Cash(account, "R2", -6_000));
        await intakes.TakeAsync(Cash(account, "R3", -6_000));

        Assert.Equal(AlertRule.DormantThenActive, Assert.Single(await AlertsAsync(customer)).Rule);
    }

    [Fact]
    public async Task Alerts_are_dealt_out_evenly_among_those_who_may_work_on_them()
    {
        TestStaff[] officers = [await OfficerAsync(), await OfficerAsync()];
        for (var i = 0; i < 4; i++)
        {
            var (_, account) = await AccountAsync();
            await CashAsync(account, "R1", 60_000);
        }

        var held = await crm.ReadAsync(db => db.MovementAlerts.Where(a => officers.Select(o => o.Id).Contains(a.OwnerId!.Value)).CountAsync());
        Assert.True(held >= 2, $"{held} of four");
    }

    [Fact]
    public async Task Behind_the_wall_they_are_seen_and_worked_on_by_those_only_who_may()
    {
        var branch = crm.NewBranch();
        var (customer, account) = await AccountAsync(branch: branch);
        await CashAsync(account, "R1", 60_000);
        var alert = Assert.Single(await AlertsAsync(customer));
        var (officer, auditor) = (await OfficerAsync(), await crm.NewBranch().HasStaffAsync(AudiencePermissions.Alerts));
        var teller = await branch.HasStaffAsync(AccountPermissions.Read);

        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(teller).AskAsync<ListAlerts, AlertList>(new()));
        await using (var scope = await crm.As(teller).OpenAsync())
        {
            var db = (CrmDb)scope.ServiceProvider.GetService(typeof(CrmDb))!;
            await using var transaction = await db.BeginAsync(CancellationToken.None);
            Assert.Equal([0, 0], await db.Database.SqlQuery<int>(
                $"""select count(*)::int as "Value" from movement_alerts union all select count(*)::int from alert_steps""").ToListAsync());
            Assert.Empty(await db.MovementAlerts.ToListAsync());
        }

        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(auditor).AskAsync<GetAlert, AlertDetails>(new(alert.Id))); // another branch's customer
        var seen = await crm.As(officer).AskAsync<GetAlert, AlertDetails>(new(alert.Id));
        Assert.Equal((60_000m, 1), (seen.Amount, seen.Movements.Count));
        Assert.Equal(await crm.ReadAsync(async db => new WorkingDays(await db.CalendarYears.ToListAsync()).After(Today, 5)), seen.ReportBy);
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(auditor).SendAsync(new AcknowledgeAlert(alert.Id, seen.Version)));
        Assert.Equal(0, await crm.ReadAsync(db => db.AuditEntries.CountAsync(e => e.CustomerRef == customer && e.ObjectType == nameof(MovementAlert))));
    }

    [Fact]
    public async Task An_alert_is_taken_in_hand_noted_and_closed_and_opens_again_when_more_comes()
    {
        var officer = await OfficerAsync();
        var (customer, account) = await AccountAsync();
        await CashAsync(account, "R1", 60_000);
        var id = Assert.Single(await AlertsAsync(customer)).Id;

        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(officer).SendAsync(
            new CloseAlert(id, await VersionAsync(officer, id), AlertClosing.Explained, "Sold a car")));
        await crm.As(officer).SendAsync(new AcknowledgeAlert(id, await VersionAsync(officer, id)));
        await crm.As(officer).SendAsync(new NoteOnAlert(id, await VersionAsync(officer, id), "Called: sold a car <b>"));
        var stale = await VersionAsync(officer, id);
        await crm.As(officer).SendAsync(new CloseAlert(id, stale, AlertClosing.Explained, "Contract seen"));
        await Assert.ThrowsAsync<ConflictException>(() => crm.As(officer).SendAsync(new NoteOnAlert(id, stale, "Again")));

        var closed = await crm.As(officer).AskAsync<GetAlert, AlertDetails>(new(id));
        Assert.Equal((AlertStatus.Closed, AlertClosing.Explained), (closed.Status, closed.ClosedAs));
        Assert.Equal([null, null, "Called: sold a car <b>", "Contract seen"], closed.Steps.Select(s => s.Text));

        await CashAsync(account, "R2", 1_000);
        var again = await crm.As(officer).AskAsync<GetAlert, AlertDetails>(new(id));
        Assert.Equal((AlertStatus.Raised, 61_000m, AlertStepKind.Reopened), (again.Status, again.Amount, again.Steps[^1].Kind));
    }

    [Fact]
    public async Task An_alert_goes_to_colleagues_who_may_work_on_it_only()
    {
        var (officer, other) = (await OfficerAsync(), await OfficerAsync());
        var nobody = await crm.NewBranch().HasStaffAsync(AccountPermissions.Read);
        var (customer, account) = await AccountAsync();
        await CashAsync(account, "R1", 60_000);
        var id = Assert.Single(await AlertsAsync(customer)).Id;
        await crm.As(officer).SendAsync(new AcknowledgeAlert(id, await VersionAsync(officer, id)));

        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(officer).SendAsync(new EscalateAlert(id, await VersionAsync(officer, id), nobody.Id, "Look")));
        await crm.As(officer).SendAsync(new EscalateAlert(id, await VersionAsync(officer, id), other.Id, "Look"));

        var seen = await crm.As(other).AskAsync<ListAlerts, AlertList>(new(AlertView.Mine));
        Assert.Contains(seen.Alerts.Items, row => row.Id == id && row.Status is AlertStatus.Escalated);
    }

    [Fact]
    public async Task Alerts_on_a_record_that_was_merged_are_found_from_the_one_that_goes_on_and_go_back_with_it()
    {
        var merges = await Merges.OfAsync(crm);
        var officer = await crm.NewBranch().HasStaffAsync(RoleReach.AllBranches, AudiencePermissions.Alerts, AlertPermissions.Work, AccountPermissions.Read, CustomerPermissions.Read);
        var (survivor, (loser, account)) = (await merges.Branch.HasCustomerAsync(), await AccountAsync(branch: merges.Branch));
        await CashAsync(account, "R1", 60_000);
        var alert = Assert.Single(await AlertsAsync(loser));

        var merge = await merges.MergedAsync(survivor, loser);

        Assert.Equal(alert.Id, Assert.Single(await OfAsync(survivor)).Id);
        var seen = await crm.As(officer).AskAsync<GetAlert, AlertDetails>(new(alert.Id));
        Assert.Equal((loser, survivor, 1), (seen.CustomerId, seen.GoesOnIn, seen.Movements.Count));
        await merges.UndoAsync(merge);
        Assert.Empty(await OfAsync(survivor));
        Assert.Equal(alert.Id, Assert.Single(await OfAsync(loser)).Id);
        Assert.Null((await crm.As(officer).AskAsync<GetAlert, AlertDetails>(new(alert.Id))).GoesOnIn);

        Task<IReadOnlyList<AlertOnCustomer>> OfAsync(Guid customer) => crm.As(officer).AskAsync<GetAlertsOf, IReadOnlyList<AlertOnCustomer>>(new(customer));
    }

    [Fact]
    public async Task A_hint_is_about_an_account_of_that_customer_only()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read, AccountPermissions.Read, AlertPermissions.Hint);
        var ((customer, _), (other, _)) = (await AccountAsync(branch: branch), await AccountAsync(branch: branch));
        var (own, foreign) = ((await intakes.AccountOfAsync(customer)).Id, (await intakes.AccountOfAsync(other)).Id);

        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new PassOnHint(Guid.CreateVersion7(), customer, foreign, null, "Looks odd to me")));
        await crm.As(teller).SendAsync(new PassOnHint(Guid.CreateVersion7(), customer, own, null, "Looks odd to me"));

        Assert.Equal(own, Assert.Single(await AlertsAsync(customer)).AccountId);
        Assert.Empty(await AlertsAsync(other));
    }

    private static DateTimeOffset Midnight => new(Today.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));

    private static ToldTransaction Cash(string account, string reference, decimal amount, string currency = "CNY") =>
        Intakes.Movement(account, reference, Today, amount, currency) with { Kind = TransactionKind.Cash };

    private Task<IReadOnlyList<IntakeOutcome>> CashAsync(string account, string reference, decimal amount) =>
        intakes.TakeAsync(Cash(account, reference, amount));

    private async Task<(Guid Customer, string Account)> AccountAsync(string currency = "CNY", TestBranch? branch = null)
    {
        var customer = await (branch ?? crm.NewBranch()).HasCustomerAsync();
        return (customer, await AccountAsync(customer, currency));
    }

    private async Task<string> AccountAsync(Guid customer, string currency = "CNY")
    {
        var number = $"A{Guid.NewGuid():n}"[..20];
        await intakes.TakeAsync(Intakes.Account(number, await intakes.NumberOfAsync(customer), AccountKind.Current, currency));
        return number;
    }

    private Task<TestStaff> OfficerAsync() => crm.NewBranch().HasStaffAsync(RoleReach.AllBranches, AudiencePermissions.Alerts, AlertPermissions.Work, AccountPermissions.Read);

    private Task<List<MovementAlert>> AlertsAsync(Guid customer) => crm.ReadAsync(db => db.MovementAlerts.Where(a => a.CustomerId == customer).ToListAsync());

    private async Task<uint> VersionAsync(TestStaff officer, Guid id) => (await crm.As(officer).AskAsync<GetAlert, AlertDetails>(new(id))).Version;
}
