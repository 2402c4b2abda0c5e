using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Deaths;
using BankCrm.Application.Platform;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Deaths;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Infrastructure.Tasks.Notices;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Customers.Deaths;

/// <summary>Whose bell rings when a death is reported, confirmed, and left lying.</summary>
public sealed class DeathBellTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly string[] Teller = [CustomerPermissions.Read, CustomerPermissions.Change];
    private static readonly string[] Manager = [.. Teller, CustomerPermissions.ChangeIdentity];

    [Fact]
    public async Task Of_a_report_the_adviser_the_manager_and_compliance_hear_and_nobody_else()
    {
        var branch = crm.NewBranch();
        var (teller, manager, adviser) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(CustomerPermissions.Read));
        var compliance = await crm.NewBranch().HasStaffAsync(RoleReach.AllBranches, Manager);
        var (colleague, stranger) = (await branch.HasStaffAsync(Teller), await crm.NewBranch().HasStaffAsync(Manager));
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕", OwnerId = adviser.Id });

        var report = await ReportedAsync(teller, customer);

        foreach (var told in new[] { manager, adviser, compliance })
        {
            var notice = Assert.Single(await NoticesAsync(told, report));
            Assert.Equal((NoticeKind.DeathReported, teller.Name), (notice.Kind, notice.By));
            Assert.Equal(new NoticeSubject("林晓燕", $"/customers/{customer}/death"), notice.About);
        }

        Assert.Equal(0, await CountAsync(report, teller, colleague, stranger));
    }

    [Fact]
    public async Task When_it_is_confirmed_who_reported_it_hears_too_but_not_who_confirms()
    {
        var branch = crm.NewBranch();
        var (teller, manager, adviser) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(CustomerPermissions.Read));
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕", OwnerId = adviser.Id });
        var report = await ReportedAsync(teller, customer);

        await crm.As(manager).SendAsync(new ConfirmDeath(report, await VersionAsync(report)));

        Assert.Equal([NoticeKind.DeathConfirmed], (await NoticesAsync(teller, report)).Select(n => n.Kind));
        Assert.Equal([NoticeKind.DeathConfirmed, NoticeKind.DeathReported], (await NoticesAsync(adviser, report)).Select(n => n.Kind));
        Assert.Equal([NoticeKind.DeathReported], (await NoticesAsync(manager, report)).Select(n => n.Kind));
    }

    [Fact]
    public async Task Who_may_not_open_the_record_hears_without_a_name()
    {
        var branch = crm.NewBranch();
        string[] opens = [.. Manager, CustomerPermissions.ReadProtected];
        var (reporter, manager, adviser) = (await branch.HasStaffAsync(opens), await branch.HasStaffAsync(opens), await branch.HasStaffAsync(CustomerPermissions.Read));
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕", OwnerId = adviser.Id });
        await crm.HasChangedAsync<Customer>(customer, c => c.Protect(true));

        var report = await ReportedAsync(reporter, customer);

        Assert.Null(Assert.Single(await ShownAsync(adviser)).About);
        Assert.Equal("林晓燕", Assert.Single(await ShownAsync(manager)).About?.Subject);
        Assert.Equal(2, await CountAsync(report, adviser, manager));
    }

    [Fact]
    public async Task A_report_turned_down_by_the_rules_tells_nobody()
    {
        var branch = crm.NewBranch();
        var (teller, manager) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Manager));
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕", DiedOn = Branch.DayAt(Now) });

        await Assert.ThrowsAsync<Domain.Common.RefusedException>(() => ReportedAsync(teller, customer));

        Assert.Empty(await ShownAsync(manager));
    }

    [Fact]
    public async Task What_nobody_confirms_in_time_is_told_once_more_and_once_only()
    {
        var branch = crm.NewBranch();
        var (teller, manager) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Manager));
        var compliance = await crm.NewBranch().HasStaffAsync(RoleReach.AllBranches, Manager);
        var friday = new DateTimeOffset(2025, 6, 6, 15, 0, 0, TimeSpan.FromHours(8)); // two working days later it is Tuesday
        var (waits, decided) = (await HasReportAsync(branch, teller, friday), await HasReportAsync(branch, teller, friday));
        await crm.As(manager).SendAsync(new TurnDownDeath(decided, await VersionAsync(decided), "A namesake"));

        await RingAsync(friday.AddDays(4).AddHours(8)); // Tuesday, eleven at night
        Assert.Empty(await ToldAsync(waits));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => RingAsync(friday.AddDays(4).AddHours(10)))));
        await RingAsync(friday.AddDays(30));

        var told = await ToldAsync(waits);
        Assert.Superset(new HashSet<Guid> { manager.Id, teller.Id, compliance.Id }, told.ToHashSet());
        Assert.Distinct(told);
        Assert.Empty(await ToldAsync(decided));
        Assert.Equal(DeathReportState.Reported, await crm.ReadAsync(db => db.DeathReports.Where(d => d.Id == waits).Select(d => d.State).SingleAsync()));
        Assert.True(Assert.Single((await crm.As(manager).AskAsync<ListDeathReports, Page<DeathReportRow>>(new())).Items).IsLate);
    }

    [Theory]
    [InlineData(0, 400, false)]
    [InlineData(2, 4, false)]
    [InlineData(2, 5, true)]
    [InlineData(30, 42, false)]
    public void Late_counts_in_working_days_and_0_is_never(int setting, int daysLater, bool isLate)
    {
        var friday = new DateTimeOffset(2025, 6, 6, 15, 0, 0, TimeSpan.FromHours(8));

        Assert.Equal(isLate, new DeathRules { EscalateAfterWorkingDays = setting }.Checked().IsLate(friday, new WorkingDays([]), Branch.DayAt(friday).AddDays(daysLater)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(31)]
    public void A_setting_out_of_its_range_lets_nothing_start(int setting) =>
        Assert.Equal("BankCrm:Deaths:EscalateAfterWorkingDays must be 0 to 30.", Assert.Throws<StartUpException>(() => new DeathRules { EscalateAfterWorkingDays = setting }.Checked()).Message);

    private async Task<Guid> ReportedAsync(TestStaff by, Guid customer)
    {
        var report = new ReportDeath { CustomerId = customer, Day = Branch.DayAt(Now).AddDays(-2), KnownBy = DeathKnownBy.Certificate };
        await crm.As(by).SendAsync(report);
        return report.Id;
    }

    private async Task<Guid> HasReportAsync(TestBranch branch, TestStaff by, DateTimeOffset at)
    {
        var customer = await branch.HasCustomerAsync();
        var day = Branch.DayAt(at);
        return await crm.WorkAsync(async (db, _) =>
        {
            var report = DeathReport.Of(Guid.CreateVersion7(), await db.Customers.SingleAsync(c => c.Id == customer), day, DeathKnownBy.Family, null, by.Id, at.ToUniversalTime(), day);
            db.Add(report);
            return report.Id;
        });
    }

    private Task<bool> RingAsync(DateTimeOffset at) => new DeathBell(
        crm.Services.GetRequiredService<IServiceScopeFactory>(), crm.Services.GetRequiredService<WorkingCalendar>(), new DeathRules(), new StoppedClock(at.ToUniversalTime())).RunNextAsync(CancellationToken.None);

    private async Task<IReadOnlyList<NoticeRow>> ShownAsync(TestStaff staff) => (await crm.As(staff).AskAsync<ListNotices, Page<NoticeRow>>(new())).Items;

    // Compliance hears of other tests' customers too.
    private async Task<IReadOnlyList<NoticeRow>> NoticesAsync(TestStaff staff, Guid report)
    {
        var ids = await crm.ReadAsync(db => db.Notices.Where(n => n.AboutId == report).Select(n => n.Id).ToListAsync());
        return [.. (await ShownAsync(staff)).Where(n => ids.Contains(n.Id))];
    }

    private Task<List<Guid>> ToldAsync(Guid report) => crm.ReadAsync(db => db.Notices.Where(n => n.AboutId == report && n.Kind == NoticeKind.DeathWaits).Select(n => n.StaffId).ToListAsync());

    private async Task<int> CountAsync(Guid report, params TestStaff[] staff)
    {
        var ids = staff.Select(s => s.Id).ToList();
        return await crm.ReadAsync(db => db.Notices.CountAsync(n => n.AboutId == report && ids.Contains(n.StaffId)));
    }

    private Task<uint> VersionAsync(Guid report) => crm.ReadAsync(db => db.DeathReports.Where(d => d.Id == report).Select(d => d.Version).SingleAsync());

    private sealed class StoppedClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
