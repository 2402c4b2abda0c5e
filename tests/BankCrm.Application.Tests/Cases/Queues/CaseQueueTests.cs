using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Queues;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Assignment;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Domain.Tasks.Queues;
using BankCrm.Infrastructure.Tasks.Queues;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Cases.Queues;

public sealed class CaseQueueTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly string[] Teller = [.. TestCases.Teller, TaskPermissions.Work];
    private static readonly string[] Manager = [.. TestCases.Manager, TaskPermissions.Work, TaskPermissions.Direct, TaskPermissions.ReadAll, TaskPermissions.KeepQueues, CasePermissions.ChangeTopics];

    [Fact]
    public async Task A_case_waits_where_its_category_asks_for_and_the_next_who_takes_it_has_it()
    {
        var (branch, manager, teller, queue) = await DeskAsync("wealth");
        var topic = await TopicAsync(manager, skill: "Wealth");
        var open = TestCases.Complaint(await branch.HasCustomerAsync(), subject: "基金赎回未到账") with { ByCategory = true, Said = new() { Kind = CaseKind.Complaint, CategoryId = topic } };
        Assert.Equal(new(queue, "Complaints", "Wealth"), await crm.As(teller).AskAsync<SuggestQueue, SuggestedQueue?>(new(open.CustomerId, topic)));

        await crm.As(manager).SendAsync(open);

        Assert.Equal((null, queue), await WhereAsync(open.Id));
        var row = Assert.Single((await crm.As(teller).AskAsync<GetQueue, QueueShown>(new(queue))).Rows.Items);
        Assert.Equal(("基金赎回未到账", $"/cases/{open.Id}", QueuedKind.Case, CaseKind.Complaint, CaseClockKind.FirstAnswer, true), (row.Subject, row.Path, row.Of, row.What, row.Promise, row.MayTake));
        await crm.As(teller).SendAsync(new TakeNext(queue));
        Assert.Equal((teller.Id, queue), await WhereAsync(open.Id));
        Assert.Equal($"/cases/{open.Id}", await crm.As(teller).AskAsync<GetTaken, string?>(new(queue)));
        var empty = await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new TakeNext(queue)));
        Assert.Equal(("Nothing waits in this queue any more: {0} took the last on.", teller.Name), (empty.Message, empty.Args[0]));
        Assert.Equal([CaseStepKind.Opened, CaseStepKind.Queued, CaseStepKind.Claimed], (await crm.SeenAsync(teller, open.Id)).Steps.Select(s => s.Kind));
    }

    [Fact]
    public async Task Both_kinds_wait_in_one_line_and_each_of_many_takers_gets_another_one()
    {
        var (branch, manager, first, queue) = await DeskAsync("wealth");
        List<TestStaff> takers = [first];
        for (var i = 0; i < 7; i++)
        {
            takers.Add(await branch.HasStaffAsync(Teller));
        }

        await crm.HasChangedAsync<WorkQueue>(queue, q => takers.ForEach(t => q.Put(t.Id, 20, [], speaksChinese: true, speaksEnglish: false)));
        var customer = await branch.HasCustomerAsync();
        var works = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            works.Add(await InQueueAsync(manager, customer, queue));
            var plan = new PlanFollowUp { Subject = $"Call {i} tomorrow", QueueId = queue };
            await crm.As(manager).SendAsync(plan);
            works.Add(plan.Id);
        }

        var shown = await crm.As(first).AskAsync<GetQueue, QueueShown>(new(queue));
        Assert.Equal((6, 6), (shown.Waiting, shown.Rows.Items.Count));
        Assert.Equal(shown.Rows.Items.OrderBy(r => r.DueAt).Select(r => r.Id), shown.Rows.Items.Select(r => r.Id));
        var told = await Task.WhenAll(takers.Select(t => RefusalAsync(() => crm.As(t).SendAsync(new TakeNext(queue)))));

        Assert.Equal(2, told.Count(r => r is not null));
        var owners = await crm.ReadAsync(async db => (await db.ServiceCases.Where(c => works.Contains(c.Id)).Select(c => c.OwnerId).ToListAsync())
            .Concat(await db.FollowUps.Where(f => works.Contains(f.Id)).Select(f => f.OwnerId).ToListAsync()).OfType<Guid>().ToList());
        Assert.Equal((6, 6), (owners.Count, owners.Distinct().Count()));
    }

    [Fact]
    public async Task Of_many_members_who_want_the_same_case_one_has_it_and_a_stranger_to_the_queue_does_not()
    {
        var (branch, manager, member, queue) = await DeskAsync("wealth");
        var (second, outsider) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller));
        await MemberAsync(manager, queue, second);
        var id = await InQueueAsync(manager, await branch.HasCustomerAsync(), queue);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => crm.As(outsider).SendAsync(new ClaimCase(id)));
        Assert.Equal("It waits in the queue {0}, of which you are not a member.", refused.Message);
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(outsider).SendAsync(new TakeNext(queue)));
        var told = await Task.WhenAll(
            RefusalAsync(() => crm.As(member).SendAsync(new ClaimCase(id))), RefusalAsync(() => crm.As(second).SendAsync(new TakeOne(queue, QueuedKind.Case, id))));

        Assert.Equal("{0} has taken it on already.", Assert.Single(told.OfType<RefusedException>()).Message);
        Assert.Contains((await WhereAsync(id)).Owner, new Guid?[] { member.Id, second.Id });
    }

    [Fact]
    public async Task The_shown_sum_decides_who_gets_a_case_and_is_kept()
    {
        var (branch, manager, busy, queue) = await DeskAsync("wealth");
        var (english, concerned, gone, noRight) = (
            await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(TaskPermissions.Work, CustomerPermissions.Read));
        foreach (var person in new[] { english, concerned, gone, noRight })
        {
            await MemberAsync(manager, queue, person, "wealth", english: true);
        }

        await crm.HasChangedAsync<Domain.Admin.Users.StaffMember>(gone.Id, s => s.Disable(manager.Id, TimeProvider.System.GetUtcNow()));
        await crm.OpenedAsync(busy, await branch.HasCustomerAsync(), mine: true); // 2 of 20 points
        var open = TestCases.Complaint(await branch.HasCustomerAsync(new() { Name = "Laura Hill", Language = CustomerLanguage.English, OwnerId = busy.Id })) with
        {
            Said = new() { Kind = CaseKind.Complaint, AboutStaff = [concerned.Id] },
            QueueId = queue,
        };
        await crm.As(manager).SendAsync(open);

        var before = await crm.As(manager).AskAsync<GetCaseAssigning, CaseAssigning>(new(open.Id));
        Assert.Equal([english.Id, busy.Id], before.Sum!.Candidates.Where(c => c.PassedOver is null).Select(c => c.StaffId));
        Assert.Equal([80m, 47m], before.Sum.Candidates.Where(c => c.PassedOver is null).Select(c => c.Total)); // 30+20+0+30, 0+0+20+27
        var reasons = before.Sum.Candidates.ToDictionary(c => c.StaffId, c => c.PassedOver?.For);
        Assert.Equal((PassedOverFor.Concerned, PassedOverFor.NoRight, PassedOverFor.NoRight), (reasons[concerned.Id], reasons[gone.Id], reasons[noRight.Id]));
        await crm.OpenedAsync(english, await branch.HasCustomerAsync(), mine: true);
        var stale = await Assert.ThrowsAsync<RefusedException>(() => crm.As(manager).SendAsync(new AssignCaseByRule(open.Id, before.Version, queue, before.Sum.Print)));
        Assert.Equal("Another sum comes out now than was shown. Look at it again.", stale.Message);
        before = await crm.As(manager).AskAsync<GetCaseAssigning, CaseAssigning>(new(open.Id));
        await crm.As(manager).SendAsync(new AssignCaseByRule(open.Id, before.Version, queue, before.Sum!.Print));

        Assert.Equal((english.Id, queue), await WhereAsync(open.Id));
        var seen = await crm.SeenAsync(english, open.Id);
        var decision = Assert.Single(seen.Decisions);
        Assert.Equal((before.Sum.Print, manager.Name, english.Name), (decision.Sum.Print, decision.By, decision.Sum.Winner!.Name));
        Assert.Equal((CaseStepKind.Dealt, "Complaints", english.Name), (seen.Steps[^1].Kind, seen.Steps[^1].Queue, seen.Steps[^1].To));
        Assert.True(await crm.ReadAsync(db => db.Notices.AnyAsync(n => n.AboutId == open.Id && n.StaffId == english.Id && n.Kind == NoticeKind.CaseGiven)));
    }

    [Fact]
    public async Task Whom_a_complaint_is_about_sees_it_in_no_queue_and_neither_takes_nor_deals_it()
    {
        var (branch, manager, teller, queue) = await DeskAsync("wealth");
        var concerned = await branch.HasStaffAsync(Manager);
        await MemberAsync(manager, queue, concerned);
        var open = TestCases.Complaint(await branch.HasCustomerAsync()) with { Said = new() { Kind = CaseKind.Complaint, AboutStaff = [concerned.Id] }, QueueId = queue };
        await crm.As(teller).SendAsync(open);

        var shown = await crm.As(concerned).AskAsync<GetQueue, QueueShown>(new(queue));
        Assert.Equal((0, 0), (shown.Waiting, shown.Rows.Items.Count));
        Assert.Empty((await crm.As(concerned).AskAsync<GetDealing, DealingShown>(new(queue))).Rows);
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(concerned).SendAsync(new TakeNext(queue)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(concerned).SendAsync(new TakeOne(queue, QueuedKind.Case, open.Id)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(concerned).AskAsync<GetCaseAssigning, CaseAssigning>(new(open.Id)));
        Assert.Single((await crm.As(teller).AskAsync<GetQueue, QueueShown>(new(queue))).Rows.Items);
    }

    [Fact]
    public async Task What_is_dealt_out_as_it_comes_goes_once_also_with_three_dealers()
    {
        var (branch, manager, first, queue) = await DeskAsync("wealth", QueueWay.Dealt);
        await MemberAsync(manager, queue, await branch.HasStaffAsync(Teller));
        var customer = await branch.HasCustomerAsync();
        var cases = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            cases.Add(await InQueueAsync(manager, customer, queue));
        }

        await Assert.ThrowsAsync<RefusedException>(() => crm.As(first).SendAsync(new TakeNext(queue)));
        await Task.WhenAll(DealAsync(), DealAsync(), DealAsync());
        await DealAsync();

        var owners = await crm.ReadAsync(db => db.ServiceCases.Where(c => cases.Contains(c.Id)).Select(c => c.OwnerId).ToListAsync());
        Assert.Equal([3, 3], owners.OfType<Guid>().GroupBy(o => o).Select(g => g.Count()));
        Assert.Equal(6, await crm.ReadAsync(db => db.CaseSteps.CountAsync(s => cases.Contains(s.CaseId) && s.Kind == CaseStepKind.Dealt && s.By == null)));
        Assert.Equal(6, await crm.ReadAsync(db => db.Decisions.CountAsync(d => cases.Contains(d.SubjectId) && d.By == null)));
    }

    [Fact]
    public async Task It_is_handed_to_a_queue_of_its_own_branch_that_takes_cases_with_a_reason_and_back()
    {
        var (branch, manager, teller, queue) = await DeskAsync("wealth");
        var (_, stranger, _, foreign) = await DeskAsync("wealth");
        var calls = new KeepQueue { Name = "Calls", Takes = QueueTakes.FollowUps };
        await crm.As(manager).SendAsync(calls);
        var id = await crm.OpenedAsync(teller, await branch.HasCustomerAsync(), mine: true);

        foreach (var wrong in new[] { foreign, calls.Id })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(teller).SendAsync(new MoveCaseToQueue(id, await crm.VersionAsync(id), wrong, "Yours")));
            Assert.Equal("Choose a queue of this branch that takes cases.", refused.Message);
        }

        await crm.As(teller).SendAsync(new MoveCaseToQueue(id, await crm.VersionAsync(id), queue, "I am at the counter all day"));
        Assert.Equal((null, queue), await WhereAsync(id));
        var told = (await crm.SeenAsync(manager, id)).Steps[^1];
        Assert.Equal((CaseStepKind.Queued, "Complaints", "I am at the counter all day"), (told.Kind, told.Queue, told.Text));
        await Assert.ThrowsAsync<NotFoundException>(async () => await crm.As(stranger).SendAsync(new MoveCaseToQueue(id, await crm.VersionAsync(id), null, "Mine")));
        var close = await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(manager).SendAsync(new CloseQueue(queue, await QueueVersionAsync(queue))));
        Assert.Equal("{0} still wait in it: give them away first.", close.Message);
        await crm.As(manager).SendAsync(new MoveCaseToQueue(id, await crm.VersionAsync(id), null, "It needs nobody special"));
        Assert.Equal((null, null), await WhereAsync(id));
    }

    [Fact]
    public async Task Who_sees_only_their_own_sees_what_waits_in_a_queue_of_theirs_and_protected_records_wait_for_others()
    {
        var (branch, manager, _, queue) = await DeskAsync("wealth");
        var (adviser, other) = (await branch.HasStaffAsync([.. TestCases.Adviser, TaskPermissions.Work]), await branch.HasStaffAsync([.. TestCases.Adviser, TaskPermissions.Work]));
        await MemberAsync(manager, queue, adviser);
        var customer = await branch.HasCustomerAsync();
        var id = await InQueueAsync(manager, customer, queue);
        var hidden = await branch.HasCustomerAsync();
        var secret = await InQueueAsync(manager, hidden, queue);
        await crm.HasChangedAsync<Customer>(hidden, c => c.Protect(true));

        Assert.Equal(id, (await crm.SeenAsync(adviser, id)).Id);
        await Assert.ThrowsAsync<NotFoundException>(() => crm.SeenAsync(other, id));
        var rows = (await crm.As(adviser).AskAsync<GetQueue, QueueShown>(new(queue))).Rows.Items.ToDictionary(r => r.Id);
        Assert.Equal((null, null, false), (rows[secret].Subject, rows[secret].Customer, rows[secret].MayTake));
        await crm.As(adviser).SendAsync(new TakeNext(queue));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(adviser).SendAsync(new TakeNext(queue)));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(adviser).SendAsync(new TakeOne(queue, QueuedKind.Case, secret)));
        Assert.Equal((adviser.Id, queue), await WhereAsync(id));
    }

    private async Task<(TestBranch Branch, TestStaff Manager, TestStaff Teller, Guid Queue)> DeskAsync(string wishes, QueueWay way = QueueWay.Claimed)
    {
        var branch = crm.NewBranch();
        var (manager, teller) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(Teller));
        var queue = new KeepQueue { Name = "Complaints", Takes = QueueTakes.Both, Way = way, Wishes = wishes };
        await crm.As(manager).SendAsync(queue);
        await MemberAsync(manager, queue.Id, teller);
        return (branch, manager, teller, queue.Id);
    }

    private async Task MemberAsync(TestStaff by, Guid queue, TestStaff who, string skills = "", bool english = false) => await crm.As(by).SendAsync(
        new KeepMember { QueueId = queue, Version = await QueueVersionAsync(queue), StaffId = who.Id, Skills = skills, SpeaksEnglish = english });

    private async Task<Guid> InQueueAsync(TestStaff by, Guid customer, Guid queue)
    {
        var open = TestCases.Complaint(customer) with { QueueId = queue };
        await crm.As(by).SendAsync(open);
        return open.Id;
    }

    private async Task<Guid> TopicAsync(TestStaff by, string skill)
    {
        var topic = new SaveTopic { Name = $"Funds {Guid.NewGuid():n}", ChineseName = "基金", Skill = skill };
        await crm.As(by).SendAsync(topic);
        return topic.Id;
    }

    private async Task<(Guid? Owner, Guid? Queue)> WhereAsync(Guid id)
    {
        var found = await crm.ReadAsync(db => db.ServiceCases.Where(c => c.Id == id).Select(c => new { c.OwnerId, c.QueueId }).SingleAsync());
        return (found.OwnerId, found.QueueId);
    }

    private Task<uint> QueueVersionAsync(Guid id) => crm.ReadAsync(db => db.WorkQueues.Where(q => q.Id == id).Select(q => q.Version).SingleAsync());

    private static async Task<RefusedException?> RefusalAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (RefusedException refused)
        {
            return refused;
        }
    }

    private async Task DealAsync() => await new QueueDealer(
        crm.Services.GetRequiredService<IServiceScopeFactory>(), crm.Services.GetRequiredService<AssignmentRule>(), TimeProvider.System).RunNextAsync(CancellationToken.None);
}
