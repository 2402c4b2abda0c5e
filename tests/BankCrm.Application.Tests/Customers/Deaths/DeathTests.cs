using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Changes;
using BankCrm.Application.Customers.Consents;
using BankCrm.Application.Customers.Deaths;
using BankCrm.Application.Customers.List;
using BankCrm.Application.Customers.Overview;
using BankCrm.Application.Customers.Search;
using BankCrm.Application.Customers.Upcoming;
using BankCrm.Application.DataQuality.Merging;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tests.DataQuality.Merging;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Deaths;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Customers.Deaths;

public sealed class DeathTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly DateOnly Today = Branch.DayAt(TimeProvider.System.GetUtcNow());
    private static readonly string[] Teller = [CustomerPermissions.Read, CustomerPermissions.Change];
    private static readonly string[] Manager = [.. Teller, CustomerPermissions.ChangeIdentity];

    [Fact]
    public async Task What_a_teller_reports_a_manager_confirms_and_every_list_says_so()
    {
        var (branch, teller, manager) = await DeskAsync();
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕", BirthDate = new(1950, Today.Month, 1), Stage = LifeCycleStage.Active });
        var report = await ReportedAsync(teller, customer);

        Assert.Null((await SeenAsync(teller, customer)).DiedOn);
        var waiting = Assert.Single((await crm.As(manager).AskAsync<ListDeathReports, Page<DeathReportRow>>(new())).Items);
        Assert.Equal((report, "林晓燕", DeathKnownBy.Certificate, teller.Name, false), (waiting.Id, waiting.Customer, waiting.KnownBy, waiting.ReportedBy, waiting.IsOwn));
        await Assert.ThrowsAsync<ForbiddenException>(async () => await crm.As(teller).SendAsync(new ConfirmDeath(report, await VersionAsync(report))));
        await crm.As(manager).SendAsync(new ConfirmDeath(report, await VersionAsync(report)));

        var seen = await SeenAsync(teller, customer);
        Assert.Equal((Today.AddDays(-2), LifeCycleStage.Closed), (seen.DiedOn, seen.Stage));
        Assert.Equal(Today.AddDays(-2), Assert.Single((await crm.As(teller).AskAsync<ListCustomers, CustomerList>(new(new()))).Page.Items).DiedOn);
        Assert.True(Assert.Single((await crm.As(teller).AskAsync<FindCustomers, FoundCustomers>(new("林晓"))).Hits).HasDied);
        Assert.Empty((await crm.As(manager).AskAsync<ListDeathReports, Page<DeathReportRow>>(new())).Items);
        var shown = await crm.As(teller).AskAsync<GetDeath, DeathShown>(new(customer));
        Assert.Equal(("**********7890", DeathReportState.Confirmed, manager.Name, false, false), (shown.Reports[0].Number, shown.Reports[0].State, shown.Reports[0].DecidedBy, shown.MayReport, shown.MayUndo));
        Assert.Contains(await crm.ReadAsync(db => db.AuditEntries.Where(e => e.CustomerRef == customer).Select(e => e.Changes).ToListAsync()), c => c?.Contains("DiedOn", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task Nobody_decides_on_their_own_report_and_one_waits_at_a_time()
    {
        var (branch, teller, manager) = await DeskAsync();
        var customer = await branch.HasCustomerAsync();
        var report = await ReportedAsync(manager, customer);

        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(manager).SendAsync(new ConfirmDeath(report, await VersionAsync(report))));
        var twice = await Assert.ThrowsAsync<RefusedException>(() => ReportedAsync(teller, customer));
        Assert.Equal("It was reported already and waits for a colleague. Decide that one first.", twice.Message);
        var other = await branch.HasStaffAsync(Manager);
        await crm.As(other).SendAsync(new TurnDownDeath(report, await VersionAsync(report), "It was the namesake"));

        Assert.Equal("It was the namesake", (await crm.As(teller).AskAsync<GetDeath, DeathShown>(new(customer))).Reports[0].Answer);
        var next = await ReportedAsync(teller, customer);
        await crm.As(teller).SendAsync(new WithdrawDeath(next, await VersionAsync(next)));
        Assert.Null(await DiedOnAsync(customer));
    }

    [Fact]
    public async Task Another_branch_and_whoever_may_change_nothing_report_nothing()
    {
        var (branch, _, manager) = await DeskAsync();
        var (_, _, stranger) = await DeskAsync();
        var (reader, adviser) = (await branch.HasStaffAsync(CustomerPermissions.Read), await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.ChangeOwn));
        var (customer, own) = (await branch.HasCustomerAsync(), await branch.HasCustomerAsync(new() { Name = "王磊", OwnerId = adviser.Id }));
        var guarded = await branch.HasCustomerAsync();
        await crm.HasChangedAsync<Customer>(guarded, c => c.Protect(true));

        await Assert.ThrowsAsync<NotFoundException>(() => ReportedAsync(stranger, customer));
        await Assert.ThrowsAsync<ForbiddenException>(() => ReportedAsync(reader, customer));
        await Assert.ThrowsAsync<ForbiddenException>(() => ReportedAsync(adviser, customer));
        await Assert.ThrowsAsync<ForbiddenException>(() => ReportedAsync(manager, guarded));
        var report = await ReportedAsync(adviser, own);
        await Assert.ThrowsAsync<NotFoundException>(async () => await crm.As(stranger).SendAsync(new ConfirmDeath(report, await VersionAsync(report))));
        Assert.Empty((await crm.As(stranger).AskAsync<ListDeathReports, Page<DeathReportRow>>(new())).Items);
    }

    [Fact]
    public async Task A_mistake_is_taken_back_with_a_reason_and_they_are_what_they_were()
    {
        var (branch, teller, manager) = await DeskAsync();
        var customer = await branch.HasCustomerAsync(new() { Name = "王磊", Stage = LifeCycleStage.Dormant });
        await DiedAsync(teller, manager, customer);
        await Assert.ThrowsAsync<ForbiddenException>(async () => await crm.As(teller).SendAsync(new UndoDeath(customer, await CustomerVersionAsync(customer), "A namesake")));
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(async () => await crm.As(manager).SendAsync(new UndoDeath(customer, await CustomerVersionAsync(customer), "")));

        await crm.As(manager).SendAsync(new UndoDeath(customer, await CustomerVersionAsync(customer), "A namesake"));

        Assert.Equal(((DateOnly?)null, LifeCycleStage.Dormant), ((await SeenAsync(teller, customer)).DiedOn, (await SeenAsync(teller, customer)).Stage));
        var shown = await crm.As(teller).AskAsync<GetDeath, DeathShown>(new(customer));
        Assert.Equal((DeathReportState.Undone, "A namesake", manager.Name, true), (shown.Reports[0].State, shown.Reports[0].Answer, shown.Reports[0].UndoneBy, shown.MayReport));
    }

    [Fact]
    public async Task What_an_import_has_told_is_taken_back_too()
    {
        var (branch, teller, manager) = await DeskAsync();
        var customer = await branch.HasCustomerAsync(new() { Name = "王磊", DiedOn = Today });
        Assert.Equal(LifeCycleStage.Closed, (await SeenAsync(teller, customer)).Stage);

        await crm.As(manager).SendAsync(new UndoDeath(customer, await CustomerVersionAsync(customer), "Wrong line"));

        Assert.Null(await DiedOnAsync(customer));
        Assert.Equal(DeathKnownBy.System, Assert.Single((await crm.As(teller).AskAsync<GetDeath, DeathShown>(new(customer))).Reports).KnownBy);
    }

    [Fact]
    public async Task Nothing_is_wished_and_nothing_new_agreed_to()
    {
        var (branch, teller, manager) = await DeskAsync();
        var customer = await branch.HasCustomerAsync(new() { Name = "王磊", BirthDate = new(1950, Today.Month, 1) });
        Assert.Contains((await crm.As(teller).AskAsync<GetUpcoming, IReadOnlyList<UpcomingEvent>>(new(customer))), e => e.Sentence == "Birthday");
        await DiedAsync(teller, manager, customer);

        Assert.DoesNotContain((await crm.As(teller).AskAsync<GetUpcoming, IReadOnlyList<UpcomingEvent>>(new(customer))), e => e.Sentence == "Birthday");
        var agree = new RecordConsent { CustomerId = customer, Purpose = ConsentPurpose.Marketing, Channel = ConsentChannel.Sms, IsGiven = true, Proof = "Form" };
        Assert.Equal("They have died: nothing new is agreed to.", (await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(agree))).Message);
        await crm.As(teller).SendAsync(agree with { IsGiven = false });
    }

    [Fact]
    public async Task A_merge_keeps_it_whichever_record_goes_on_and_gives_it_back_when_undone()
    {
        var merges = await Merges.OfAsync(crm);
        var (survivor, loser) = (await merges.Branch.HasCustomerAsync(Merges.Full(32, "王 一")), await merges.Branch.HasCustomerAsync(Merges.Full(33, "王 二")));
        await DiedAsync(merges.Proposer, merges.Approver, loser);

        var merge = await merges.MergedAsync(survivor, loser);

        Assert.Equal((Today.AddDays(-2), LifeCycleStage.Closed), ((await SeenAsync(merges.Approver, survivor)).DiedOn, (await SeenAsync(merges.Approver, survivor)).Stage));
        Assert.Equal(DeathReportState.Confirmed, Assert.Single((await crm.As(merges.Approver).AskAsync<GetDeath, DeathShown>(new(survivor))).Reports).State);
        await merges.UndoAsync(merge);
        Assert.Null(await DiedOnAsync(survivor));
        Assert.Equal(Today.AddDays(-2), await DiedOnAsync(loser));
    }

    private async Task<(TestBranch Branch, TestStaff Teller, TestStaff Manager)> DeskAsync()
    {
        var branch = crm.NewBranch();
        return (branch, await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Manager));
    }

    private async Task<Guid> ReportedAsync(TestStaff by, Guid customer)
    {
        var report = new ReportDeath { CustomerId = customer, Day = Today.AddDays(-2), KnownBy = DeathKnownBy.Certificate };
        await crm.As(by).SendAsync(report with { Number = "ABCD1234567890" });
        return report.Id;
    }

    private async Task DiedAsync(TestStaff reporter, TestStaff manager, Guid customer)
    {
        var report = await ReportedAsync(reporter, customer);
        await crm.As(manager).SendAsync(new ConfirmDeath(report, await VersionAsync(report)));
    }

    private async Task<CustomerOverview> SeenAsync(TestStaff by, Guid customer) => (await crm.As(by).AskAsync<GetCustomer, SeenCustomer>(new(customer))).Customer!;

    private Task<DateOnly?> DiedOnAsync(Guid customer) => crm.ReadAsync(db => db.CustomersWithMerged.Where(c => c.Id == customer).Select(c => c.DiedOn).SingleAsync());

    private Task<uint> VersionAsync(Guid report) => crm.ReadAsync(db => db.DeathReports.Where(d => d.Id == report).Select(d => d.Version).SingleAsync());

    private Task<uint> CustomerVersionAsync(Guid customer) => crm.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Version).SingleAsync());
}
