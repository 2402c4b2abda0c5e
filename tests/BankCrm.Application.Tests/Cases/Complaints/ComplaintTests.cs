using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Complaints;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Cases.ServiceLevels;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Cases.Complaints;

public sealed class ComplaintTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task Whom_a_complaint_is_about_neither_sees_nor_finds_it()
    {
        var branch = crm.NewBranch();
        var (concerned, teller, manager) = (await branch.HasStaffAsync(TestCases.Manager), await branch.HasStaffAsync(TestCases.Teller), await branch.HasStaffAsync(TestCases.Manager));
        var customer = await branch.HasCustomerAsync();
        var open = TestCases.Complaint(customer) with { Said = new() { Kind = CaseKind.Complaint, AboutStaff = [concerned.Id] } };
        await crm.As(teller).SendAsync(open);

        await Assert.ThrowsAsync<NotFoundException>(() => crm.SeenAsync(concerned, open.Id));
        Assert.Empty(await crm.ListAsync(concerned, CaseView.Open));
        await Assert.ThrowsAsync<NotFoundException>(async () => await crm.As(concerned).SendAsync(new ResolveCase(open.Id, await crm.VersionAsync(open.Id), null, "Nothing to it")));
        Assert.DoesNotContain((await crm.SeenAsync(manager, open.Id)).Colleagues, c => c.Id == concerned.Id);
        var refused = await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(manager).SendAsync(new AssignCase(open.Id, await crm.VersionAsync(open.Id), concerned.Id, "Yours")));
        Assert.StartsWith("The complaint is about this colleague", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain((await crm.As(concerned).AskAsync<GetTimeline, CustomerTimeline>(new(customer))).Page.Items, e => e.Path == $"/cases/{open.Id}");
    }

    [Fact]
    public async Task It_is_answered_settled_with_its_cause_rated_and_reviewed_by_another()
    {
        var branch = crm.NewBranch();
        var (teller, manager) = (await branch.HasStaffAsync(TestCases.Teller), await branch.HasStaffAsync(TestCases.Manager));
        var customer = await branch.HasCustomerAsync();
        var id = await crm.OpenedAsync(teller, customer);
        var (category, cause) = (await crm.TopicAsync(TopicTree.Category, "Charged twice"), await crm.TopicAsync(TopicTree.Cause, "Wrong posting"));

        await crm.As(teller).SendAsync(new AnswerCase(id, await crm.VersionAsync(id), CaseChannel.Phone, "We are looking"));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(teller).SendAsync(new ResolveCase(id, await crm.VersionAsync(id), cause, "Paid back")));
        await crm.As(teller).SendAsync(new ChangeCase { Id = id, Version = await crm.VersionAsync(id), Said = new() { Kind = CaseKind.Complaint, CategoryId = category } });
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(teller).SendAsync(new ResolveCase(id, await crm.VersionAsync(id), null, "Paid back")));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(teller).SendAsync(new ResolveCase(id, await crm.VersionAsync(id), category, "Paid back")));
        await crm.As(teller).SendAsync(new ResolveCase(id, await crm.VersionAsync(id), cause, "Paid back"));
        await crm.As(teller).SendAsync(new RateCase(id, await crm.VersionAsync(id), 5, "Very quick"));
        await Assert.ThrowsAsync<ForbiddenException>(async () => await crm.As(teller).SendAsync(new ReviewCase(id, await crm.VersionAsync(id), true, "")));
        Assert.Equal([id], (await crm.ListAsync(manager, CaseView.ToReview)).Select(c => c.Id));
        await crm.As(manager).SendAsync(new ReviewCase(id, await crm.VersionAsync(id), true, ""));

        var seen = await crm.SeenAsync(manager, id);
        Assert.Equal((CaseStatus.Resolved, "Wrong posting", 5, manager.Name), (seen.Status, seen.Cause?.Name.English, seen.Satisfaction, seen.ReviewedBy));
        Assert.Empty(await crm.ListAsync(manager, CaseView.ToReview));
        Assert.Contains((await crm.As(teller).AskAsync<GetTimeline, CustomerTimeline>(new(customer))).Page.Items, e => e.Sentence == "{0} resolved" && e.Path == $"/cases/{id}");
        var report = await crm.As(manager).AskAsync<GetCaseReport, CaseReport>(new(To: Branch.DayAt(TimeProvider.System.GetUtcNow()).AddDays(20), BranchId: branch.Id));
        Assert.Equal((3, 3), (report.Promises.Sum(p => p.Due), report.Promises.Sum(p => p.Kept)));
        Assert.Equal(("Wrong posting", 1, 1, 1), (Assert.Single(report.Causes).Cause?.English, report.Causes[0].All, report.Asked, report.Satisfied));
    }

    [Fact]
    public async Task A_compensation_and_the_last_extension_wait_for_somebody_else()
    {
        var branch = crm.NewBranch();
        var (teller, manager, second) = (await branch.HasStaffAsync(TestCases.Teller), await branch.HasStaffAsync(TestCases.Manager), await branch.HasStaffAsync(TestCases.Manager));
        var id = await crm.OpenedAsync(teller, await branch.HasCustomerAsync());

        await crm.As(manager).SendAsync(new ProposeCompensation { Id = id, Version = await crm.VersionAsync(id), Amount = 88.5m, Currency = "CNY", Text = "For the trouble" });
        await crm.As(manager).SendAsync(new ExtendLegalLimit(id, await crm.VersionAsync(id), "Complex"));
        await crm.As(manager).SendAsync(new ExtendLegalLimit(id, await crm.VersionAsync(id), "The court"));

        Assert.Empty(await crm.ListAsync(manager, CaseView.ToSign));
        Assert.Equal([id], (await crm.ListAsync(second, CaseView.ToSign)).Select(c => c.Id));
        await Assert.ThrowsAsync<ForbiddenException>(async () => await crm.As(teller).SendAsync(new DecideOnCompensation(id, await crm.VersionAsync(id), true, "")));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(manager).SendAsync(new DecideOnCompensation(id, await crm.VersionAsync(id), true, "")));
        await crm.As(second).SendAsync(new DecideOnCompensation(id, await crm.VersionAsync(id), true, ""));
        await crm.As(second).SendAsync(new DecideOnLegalTime(id, await crm.VersionAsync(id), true, ""));

        var seen = await crm.SeenAsync(second, id);
        Assert.Equal((60, second.Name), (seen.LegalLimit, Assert.Single(seen.Compensations).DecidedBy));
        var report = await crm.As(second).AskAsync<GetCaseReport, CaseReport>(new(BranchId: branch.Id));
        Assert.Equal(new CompensationSum("CNY", 1, 88.5m), Assert.Single(report.Compensations));
    }

    [Fact]
    public async Task A_paused_clock_keeps_its_reason_and_what_was_left()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(TestCases.Teller);
        var id = await crm.OpenedAsync(teller, await branch.HasCustomerAsync());

        await crm.As(teller).SendAsync(new PauseCase(id, await crm.VersionAsync(id), PauseReason.OthersHaveToAnswer, "The other bank"));

        Assert.True((await crm.SeenAsync(teller, id)).IsPaused);
        var pause = Assert.Single((await crm.ReadAsync(db => db.CaseClocks.SingleAsync(c => c.CaseId == id && c.Kind == CaseClockKind.Closure))).Time.Pauses);
        Assert.Equal((PauseReason.OthersHaveToAnswer, teller.Id, (DateTimeOffset?)null), (pause.Reason, pause.By, pause.Until));
        await crm.As(teller).SendAsync(new ResumeCase(id, await crm.VersionAsync(id)));
        var clock = (await crm.ReadAsync(db => db.CaseClocks.SingleAsync(c => c.CaseId == id && c.Kind == CaseClockKind.Closure))).Time;
        Assert.Equal(ClockState.Running, clock.State);
        Assert.NotNull(Assert.Single(clock.Pauses).Until);
    }

    [Fact]
    public async Task Warnings_are_given_once_by_however_many_instances_and_the_case_is_escalated()
    {
        var branch = crm.NewBranch();
        var (teller, manager) = (await branch.HasStaffAsync(TestCases.Teller), await branch.HasStaffAsync([.. TestCases.Manager, TaskPermissions.Work]));
        var open = TestCases.Complaint(await branch.HasCustomerAsync()) with { ReceivedAt = Branch.At(TimeProvider.System.GetUtcNow().AddHours(-49)).DateTime };
        await crm.As(teller).SendAsync(open);
        var watch = CurrentUser.System("case-clocks", CasePermissions.Direct);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => crm.As(watch).SendAsync(new WarnOfCase(open.Id))));

        var seen = await crm.SeenAsync(teller, open.Id);
        Assert.Equal((2, 2, 2, 1), (Count(CaseStepKind.Warned50), Count(CaseStepKind.Warned80), Count(CaseStepKind.Warned100), Count(CaseStepKind.Escalated)));
        Assert.Equal([open.Id], (await crm.ListAsync(teller, CaseView.Late)).Select(c => c.Id));
        Assert.Equal(1, await crm.ReadAsync(db => db.CaseClocks.CountAsync(c => c.CaseId == open.Id && c.NextWarningAt != null)));

        var notice = Assert.Single((await crm.As(manager).AskAsync<ListNotices, Page<NoticeRow>>(new())).Items);
        Assert.Equal((NoticeKind.CaseMissed, new NoticeSubject("Charged twice", $"/cases/{open.Id}")), (notice.Kind, notice.About));

        int Count(CaseStepKind kind) => seen.Steps.Count(s => s.Kind == kind);
    }
}
