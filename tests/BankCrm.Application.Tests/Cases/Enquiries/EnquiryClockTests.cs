using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Cases.ServiceLevels;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Infrastructure.Cases.ServiceCases;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Cases.Enquiries;

public sealed class EnquiryClockTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task Warnings_are_given_once_by_however_many_instances_and_the_manager_hears_of_it()
    {
        var branch = crm.NewBranch();
        var (teller, manager) = (await branch.HasStaffAsync(TestCases.Teller), await branch.HasStaffAsync([.. TestCases.Manager, TaskPermissions.Work]));
        var id = await TakenInAsync(teller, hoursAgo: 49);
        var watch = CurrentUser.System("case-clocks", CasePermissions.Direct);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => crm.As(watch).SendAsync(new WarnOfEnquiry(id))));

        var seen = await SeenAsync(teller, id);
        Assert.Equal((2, 2, 2, 1), (Count(EnquiryStepKind.Warned50), Count(EnquiryStepKind.Warned80), Count(EnquiryStepKind.Warned100), Count(EnquiryStepKind.Escalated)));
        Assert.True(seen.IsLate);
        var notice = Assert.Single((await crm.As(manager).AskAsync<ListNotices, Page<NoticeRow>>(new())).Items);
        Assert.Equal((NoticeKind.CaseMissed, new NoticeSubject("The van", $"/cases/outside/{id}")), (notice.Kind, notice.About));
        var tally = (await crm.As(teller).AskAsync<ListCases, CaseList>(new())).Tally;
        Assert.Equal((1, 1), (tally.Outside, tally.OutsideLate));

        int Count(EnquiryStepKind kind) => seen.Steps.Count(s => s.Kind == kind);
    }

    [Fact]
    public async Task The_job_that_watches_the_clocks_of_cases_watches_these_too()
    {
        var teller = await crm.NewBranch().HasStaffAsync(TestCases.Teller);
        var id = await TakenInAsync(teller, hoursAgo: 25);

        while (await new CaseClockWatch(crm.Services.GetRequiredService<IServiceScopeFactory>(), TimeProvider.System).RunNextAsync(CancellationToken.None))
        {
            // as many as there are
        }

        Assert.Equal([EnquiryStepKind.TakenIn, EnquiryStepKind.Warned50, EnquiryStepKind.Warned50], (await SeenAsync(teller, id)).Steps.Select(s => s.Kind));
    }

    [Fact]
    public async Task Time_beyond_30_days_needs_a_second_signature_and_a_pause_its_reason()
    {
        var branch = crm.NewBranch();
        var (teller, manager, second) = (await branch.HasStaffAsync(TestCases.Teller), await branch.HasStaffAsync(TestCases.Manager), await branch.HasStaffAsync(TestCases.Manager));
        var id = await TakenInAsync(teller);

        await crm.As(manager).SendAsync(new PauseEnquiry(id, await VersionAsync(id), PauseReason.OthersHaveToAnswer, "The transport firm"));
        Assert.True((await SeenAsync(teller, id)).IsPaused);
        await crm.As(manager).SendAsync(new ResumeEnquiry(id, await VersionAsync(id)));
        await crm.As(manager).SendAsync(new ExtendEnquiry(id, await VersionAsync(id), "Complex"));
        await crm.As(manager).SendAsync(new ExtendEnquiry(id, await VersionAsync(id), "The court"));
        Assert.Equal((false, true), ((await SeenAsync(manager, id)).MaySignTime, (await SeenAsync(second, id)).MaySignTime));
        await Assert.ThrowsAsync<ForbiddenException>(async () => await crm.As(teller).SendAsync(new DecideOnEnquiryTime(id, await VersionAsync(id), true, "")));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(manager).SendAsync(new DecideOnEnquiryTime(id, await VersionAsync(id), true, "")));
        await crm.As(second).SendAsync(new DecideOnEnquiryTime(id, await VersionAsync(id), true, ""));

        var seen = await SeenAsync(teller, id);
        Assert.Equal((60, false), (seen.LegalLimit, seen.IsPaused));
        Assert.Equal("The transport firm", seen.Steps.Single(s => s.Kind is EnquiryStepKind.Paused).Text);
    }

    [Fact]
    public async Task The_report_counts_promises_to_them_apart_and_what_became_a_case_once()
    {
        var branch = crm.NewBranch();
        var (teller, manager) = (await branch.HasStaffAsync(TestCases.Teller), await branch.HasStaffAsync(TestCases.Manager));
        var (kept, late, linked) = (await TakenInAsync(teller), await TakenInAsync(teller, hoursAgo: 50), await TakenInAsync(teller));
        await crm.As(teller).SendAsync(new EndEnquiry(kept, await VersionAsync(kept), "The van stands elsewhere now"));
        var customer = await branch.HasCustomerAsync();
        var number = await crm.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Number).SingleAsync());
        await crm.As(teller).SendAsync(new LinkEnquiry(linked, await VersionAsync(linked), Guid.CreateVersion7(), number));

        var report = await crm.As(manager).AskAsync<GetCaseReport, CaseReport>(new(To: Branch.DayAt(TimeProvider.System.GetUtcNow()).AddDays(20), BranchId: branch.Id));

        Assert.Equal(
            [(CaseClockKind.FirstAnswer, 2, 1, 1), (CaseClockKind.Closure, 2, 1, 1), (CaseClockKind.Legal, 1, 1, 0)],
            report.Promises.Where(p => p.Outside).Select(p => (p.Kind, p.Due, p.Kept, p.OpenAndLate)));
        Assert.True((await SeenAsync(teller, late)).IsLate);
        var stranger = await crm.NewBranch().HasStaffAsync(TestCases.Manager);
        Assert.Empty((await crm.As(stranger).AskAsync<GetCaseReport, CaseReport>(new())).Promises);
        await using var work = await crm.As(stranger).OpenAsync();
        Assert.Equal(0, await work.ServiceProvider.GetRequiredService<CrmDb>().EnquiryClocks.CountAsync());
    }

    private async Task<Guid> TakenInAsync(TestStaff by, int hoursAgo = 0)
    {
        var take = new TakeInEnquiry
        {
            Kind = CaseKind.Complaint,
            Channel = CaseChannel.Letter,
            ReceivedAt = Branch.At(TimeProvider.System.GetUtcNow().AddHours(-hoursAgo)).DateTime,
            Name = "Chen",
            Contact = "13800001111",
            Subject = "The van",
            Text = "It stands before our door",
        };
        await crm.As(by).SendAsync(take);
        return take.Id;
    }

    private Task<uint> VersionAsync(Guid id) => crm.ReadAsync(db => db.Enquiries.Where(e => e.Id == id).Select(e => e.Version).SingleAsync());

    private Task<EnquiryShown> SeenAsync(TestStaff by, Guid id) => crm.As(by).AskAsync<GetEnquiry, EnquiryShown>(new(id));
}
