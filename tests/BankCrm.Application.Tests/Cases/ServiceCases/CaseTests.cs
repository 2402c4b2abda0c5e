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

namespace BankCrm.Application.Tests.Cases.ServiceCases;

public sealed class CaseTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task A_complaint_is_taken_in_sealed_numbered_and_on_record()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(TestCases.Teller);
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕" });

        var id = await crm.OpenedAsync(teller, customer, subject: "转账未到账", text: "三天了还没有到");

        var seen = await crm.SeenAsync(teller, id);
        Assert.Equal(("转账未到账", "林晓燕", (string?)null, teller.Name), (seen.Subject, seen.Customer, seen.Owner, seen.OpenedBy));
        Assert.Equal([CaseClockKind.FirstAnswer, CaseClockKind.Closure, CaseClockKind.Legal], seen.Clocks.Select(c => c.Kind));
        Assert.Equal("三天了还没有到", Assert.Single(seen.Steps).Text);
        Assert.True(seen.Number > 100_000);
        var entry = await crm.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.ObjectId == customer && e.Event == AuditEvents.Changed && e.Changes!.Contains("ServiceCase/")));
        Assert.Equal((customer, branch.Id), (entry.CustomerRef, entry.BranchId));
        Assert.DoesNotContain("到账", entry.Changes ?? "", StringComparison.Ordinal);
        Assert.Equal(1, await crm.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Event == AuditEvents.CustomerViewed && e.CustomerRef == customer && e.ObjectId == customer)));
    }

    [Fact]
    public async Task Another_branch_finds_neither_the_customer_nor_the_case()
    {
        var (here, there) = (crm.NewBranch(), crm.NewBranch());
        var (teller, other) = (await here.HasStaffAsync(TestCases.Teller), await there.HasStaffAsync(TestCases.Manager));
        var customer = await here.HasCustomerAsync();
        var id = await crm.OpenedAsync(teller, customer);

        await Assert.ThrowsAsync<NotFoundException>(() => crm.OpenedAsync(other, customer));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.SeenAsync(other, id));
        await Assert.ThrowsAsync<NotFoundException>(async () => await crm.As(other).SendAsync(new NoteOnCase(id, await crm.VersionAsync(id), "x")));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(other).SendAsync(new ClaimCase(id)));
    }

    [Fact]
    public async Task An_adviser_sees_his_own_and_those_of_his_customers_only()
    {
        var branch = crm.NewBranch();
        var (teller, adviser) = (await branch.HasStaffAsync(TestCases.Teller), await branch.HasStaffAsync(TestCases.Adviser));
        var strangers = await crm.OpenedAsync(teller, await branch.HasCustomerAsync());
        var his = await crm.OpenedAsync(adviser, await branch.HasCustomerAsync());

        await Assert.ThrowsAsync<NotFoundException>(() => crm.SeenAsync(adviser, strangers));
        Assert.NotNull(await crm.SeenAsync(adviser, his));
        Assert.Equal([his], (await crm.ListAsync(adviser, CaseView.Open)).Select(c => c.Id));
    }

    [Fact]
    public async Task A_colleague_s_case_is_worked_on_by_managers_only_and_anyone_writes_notes()
    {
        var branch = crm.NewBranch();
        var (teller, colleague, manager) = (await branch.HasStaffAsync(TestCases.Teller), await branch.HasStaffAsync(TestCases.Teller), await branch.HasStaffAsync(TestCases.Manager));
        var id = await crm.OpenedAsync(teller, await branch.HasCustomerAsync(), mine: true);

        await Assert.ThrowsAsync<ForbiddenException>(async () => await crm.As(colleague).SendAsync(new AnswerCase(id, await crm.VersionAsync(id), CaseChannel.Phone, "Hello")));
        await crm.As(colleague).SendAsync(new NoteOnCase(id, await crm.VersionAsync(id), "He called again"));
        await crm.As(manager).SendAsync(new AnswerCase(id, await crm.VersionAsync(id), CaseChannel.Phone, "We are on it"));

        Assert.Equal(["He called again", "We are on it"], (await crm.SeenAsync(teller, id)).Steps.TakeLast(2).Select(s => s.Text));
    }

    [Fact]
    public async Task Of_many_who_take_it_on_at_once_one_has_it()
    {
        var branch = crm.NewBranch();
        var id = await crm.OpenedAsync(await branch.HasStaffAsync(TestCases.Teller), await branch.HasCustomerAsync());
        var colleagues = new List<TestStaff>();
        for (var i = 0; i < 20; i++)
        {
            colleagues.Add(await branch.HasStaffAsync(TestCases.Teller));
        }

        var won = await Task.WhenAll(colleagues.Select(async c =>
        {
            try
            {
                await crm.As(c).SendAsync(new ClaimCase(id));
                return 1;
            }
            catch (RefusedException told)
            {
                Assert.Equal("{0} has taken it on already.", told.Message);
                return 0;
            }
        }));

        Assert.Equal(1, won.Sum());
    }

    [Fact]
    public async Task The_customer_is_told_that_it_was_taken_in_and_sent_what_is_answered()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(TestCases.Teller);
        var (reached, silent) = (await branch.HasCustomerAsync(new() { Name = "林晓燕", Mobile = "13900001234" }), await branch.HasCustomerAsync(new() { Name = "何无言" }));
        var open = TestCases.Complaint(reached) with { Confirm = true };

        await crm.As(teller).SendAsync(open);
        await crm.As(teller).SendAsync(new AnswerCase(open.Id, await crm.VersionAsync(open.Id), CaseChannel.Phone, "We are looking into it", Send: true));

        var sent = await crm.ReadAsync(db => db.CustomerMessages.Where(m => m.CustomerId == reached).ToListAsync());
        Assert.Equal([$"/cases/{open.Id}", $"/cases/{open.Id}"], sent.Select(m => m.About));
        Assert.Equal(CaseChannel.Sms, (await crm.SeenAsync(teller, open.Id)).Steps[^1].Channel);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(TestCases.Complaint(silent) with { Confirm = true }));
        Assert.StartsWith("The bank knows neither", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await crm.ReadAsync(db => db.ServiceCases.CountAsync(c => c.CustomerId == silent)));
    }

    [Fact]
    public async Task Two_cases_of_the_same_matter_become_one()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(TestCases.Teller);
        var customer = await branch.HasCustomerAsync();
        var (one, other) = (await crm.OpenedAsync(teller, customer), await crm.OpenedAsync(teller, customer));
        var number = (await crm.SeenAsync(teller, other)).Number;

        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(teller).SendAsync(new MergeCase(one, await crm.VersionAsync(one), 99_999_999)));
        await crm.As(teller).SendAsync(new MergeCase(one, await crm.VersionAsync(one), number));

        Assert.Equal((CaseStatus.Merged, number), ((await crm.SeenAsync(teller, one)).Status, (await crm.SeenAsync(teller, one)).Steps[^1].OtherNumber));
        Assert.Equal(CaseStepKind.TookIn, (await crm.SeenAsync(teller, other)).Steps[^1].Kind);
    }

    [Fact]
    public async Task A_stale_form_changes_nothing_and_a_number_of_a_card_is_refused()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(TestCases.Teller);
        var id = await crm.OpenedAsync(teller, await branch.HasCustomerAsync());
        var version = await crm.VersionAsync(id);
        await crm.As(teller).SendAsync(new NoteOnCase(id, version, "First"));

        await Assert.ThrowsAsync<ConflictException>(() => crm.As(teller).SendAsync(new NoteOnCase(id, version, "Second")));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(teller).SendAsync(new NoteOnCase(id, await crm.VersionAsync(id), "Card 4111 1111 1111 1111")));
        await Assert.ThrowsAsync<ValidationException>(async () => await crm.As(teller).SendAsync(new NoteOnCase(id, await crm.VersionAsync(id), new string('x', 8001))));
        Assert.Equal(2, (await crm.SeenAsync(teller, id)).Steps.Count);
    }

    [Fact]
    public async Task The_list_goes_on_where_the_page_ended()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(TestCases.Teller);
        var customer = await branch.HasCustomerAsync();
        for (var i = 0; i < 53; i++)
        {
            await crm.OpenedAsync(teller, customer);
        }

        var first = (await crm.As(teller).AskAsync<ListCases, CaseList>(new(CaseView.Open))).Cases;
        var second = (await crm.As(teller).AskAsync<ListCases, CaseList>(new(CaseView.Open) { After = first.Next })).Cases;

        Assert.Equal((50, 3), (first.Items.Count, second.Items.Count));
        Assert.Equal(53, first.Items.Concat(second.Items).Select(c => c.Id).Distinct().Count());
    }

    [Fact]
    public async Task Topics_are_kept_by_whoever_may_and_a_name_stands_once()
    {
        var keeper = await crm.NewBranch().HasStaffAsync(CasePermissions.ChangeTopics);
        var name = $"Vaults {Guid.NewGuid():n}";
        var save = new SaveTopic { Tree = TopicTree.Category, Name = name, ChineseName = "保管箱", AnswerHours = 8 };

        await crm.As(keeper).SendAsync(save);
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(keeper).SendAsync(save with { Id = Guid.CreateVersion7() }));
        var row = Assert.Single(await crm.As(keeper).AskAsync<GetTopics, IReadOnlyList<TopicRow>>(new(TopicTree.Category)), t => t.Name.English == name);
        await crm.As(keeper).SendAsync(new RetireTopic(row.Id, row.Version, true));

        var teller = await crm.NewBranch().HasStaffAsync(TestCases.Teller);
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(teller).SendAsync(save with { Id = Guid.CreateVersion7(), Name = "Mine" }));
        Assert.DoesNotContain((await crm.As(teller).AskAsync<ListCases, CaseList>(new(CaseView.Open))).Categories, t => t.Id == row.Id);
    }
}
