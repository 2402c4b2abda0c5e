using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Domain.Tasks.Queues;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Cases.Enquiries;

/// <summary>People who are no customers wait in one line with cases.</summary>
public sealed class EnquiryQueueTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly string[] Teller = [.. TestCases.Teller, TaskPermissions.Work];
    private static readonly string[] Manager = [.. TestCases.Manager, TaskPermissions.Work, TaskPermissions.Direct, TaskPermissions.ReadAll, TaskPermissions.KeepQueues];

    [Fact]
    public async Task It_waits_in_one_line_with_cases_and_the_next_who_takes_it_has_it()
    {
        var (branch, manager, teller, queue) = await DeskAsync();
        var open = TestCases.Complaint(await branch.HasCustomerAsync(), subject: "Charged twice") with { QueueId = queue };
        var id = await TakenInAsync(teller, queue, hoursAgo: 2);
        await crm.As(teller).SendAsync(open);

        var rows = (await crm.As(teller).AskAsync<GetQueue, QueueShown>(new(queue))).Rows.Items;
        Assert.Equal([(QueuedKind.Enquiry, id), (QueuedKind.Case, open.Id)], rows.Select(r => (r.Of, r.Id))); // what came in first is due first
        Assert.Equal(("如何开户", $"/cases/outside/{id}", CaseKind.Question, CaseClockKind.FirstAnswer, null, true), (rows[0].Subject, rows[0].Path, rows[0].What, rows[0].Promise, rows[0].CustomerId, rows[0].MayTake));
        Assert.Equal(2, (await crm.As(manager).AskAsync<GetQueue, QueueShown>(new(queue))).Waiting);

        await crm.As(teller).SendAsync(new TakeNext(queue));

        var seen = await SeenAsync(teller, id);
        Assert.Equal((teller.Name, queue, "Desk"), (seen.Owner, seen.QueueId, seen.Queue));
        Assert.Equal([EnquiryStepKind.TakenIn, EnquiryStepKind.Queued, EnquiryStepKind.Claimed], seen.Steps.Select(s => s.Kind));
        Assert.Equal($"/cases/outside/{id}", await crm.As(teller).AskAsync<GetTaken, string?>(new(queue)));
        Assert.Equal(2, (await crm.As(manager).AskAsync<GetQueue, QueueShown>(new(queue))).Members.Single(m => m.StaffId == teller.Id).Open.Points);
        var taken = await Assert.ThrowsAsync<RefusedException>(() => crm.As(manager).SendAsync(new TakeOne(queue, QueuedKind.Enquiry, id)));
        Assert.Equal("{0} has taken it on already.", taken.Message);
        Assert.NotEmpty(await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == id && e.Changes!.Contains("QueueId")).ToListAsync()));
    }

    [Fact]
    public async Task Of_two_who_take_it_at_once_one_has_it()
    {
        var (branch, manager, teller, queue) = await DeskAsync();
        var other = await branch.HasStaffAsync(Teller);
        await MemberAsync(manager, queue, other);
        var id = await TakenInAsync(teller, queue);

        var outcomes = await Task.WhenAll(new[] { teller, other }.Select(async by =>
        {
            try
            {
                await crm.As(by).SendAsync(new TakeOne(queue, QueuedKind.Enquiry, id));
                return true;
            }
            catch (Exception e) when (e is RefusedException or ConflictException)
            {
                return false;
            }
        }));

        Assert.Single(outcomes, isTaken => isTaken);
        Assert.Single((await SeenAsync(manager, id)).Steps, s => s.Kind is EnquiryStepKind.Claimed);
    }

    [Fact]
    public async Task It_is_dealt_out_by_the_shown_sum_which_stays_with_it()
    {
        var (_, manager, teller, queue) = await DeskAsync();
        var id = await TakenInAsync(manager, queue);
        var dealing = await crm.As(manager).AskAsync<GetDealing, DealingShown>(new(queue));

        await crm.As(manager).SendAsync(new DealQueue(queue, dealing.Print));

        var seen = await SeenAsync(teller, id);
        Assert.Equal((teller.Name, EnquiryStepKind.Dealt, teller.Name), (seen.Owner, seen.Steps[^1].Kind, seen.Steps[^1].To));
        Assert.Equal(teller.Id, Assert.Single(seen.Decisions).Sum.Winner!.StaffId);
        Assert.True(await crm.ReadAsync(db => db.Notices.AnyAsync(n => n.StaffId == teller.Id && n.Kind == NoticeKind.CaseGiven)));
    }

    [Fact]
    public async Task It_is_handed_over_with_a_reason_within_the_branch_only()
    {
        var (_, manager, teller, queue) = await DeskAsync();
        var (_, away, stranger, elsewhere) = await DeskAsync();
        var id = await TakenInAsync(teller, queue: null);

        await crm.As(teller).SendAsync(new MoveEnquiryToQueue(id, await VersionAsync(id), queue, "They know more of it"));
        Assert.Equal("They know more of it", (await SeenAsync(teller, id)).Steps[^1].Text);
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(teller).SendAsync(new MoveEnquiryToQueue(id, await VersionAsync(id), elsewhere, "Theirs")));
        await Assert.ThrowsAsync<NotFoundException>(async () => await crm.As(stranger).SendAsync(new MoveEnquiryToQueue(id, await VersionAsync(id), elsewhere, "Mine")));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(away).SendAsync(new TakeOne(elsewhere, QueuedKind.Enquiry, id)));
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(async () => await crm.As(teller).SendAsync(new MoveEnquiryToQueue(id, await VersionAsync(id), null, "")));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(manager).SendAsync(new CloseQueue(queue, await crm.ReadAsync(db => db.WorkQueues.Where(q => q.Id == queue).Select(q => q.Version).SingleAsync()))));
        await crm.As(teller).SendAsync(new MoveEnquiryToQueue(id, await VersionAsync(id), null, "Ours after all"));

        Assert.Null((await SeenAsync(teller, id)).QueueId);
        Assert.Empty((await crm.As(teller).AskAsync<GetQueue, QueueShown>(new(queue))).Rows.Items);
    }

    private async Task<(TestBranch Branch, TestStaff Manager, TestStaff Teller, Guid Queue)> DeskAsync()
    {
        var branch = crm.NewBranch();
        var (manager, teller) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(Teller));
        var queue = new KeepQueue { Name = "Desk", Takes = QueueTakes.Cases };
        await crm.As(manager).SendAsync(queue);
        await MemberAsync(manager, queue.Id, teller);
        return (branch, manager, teller, queue.Id);
    }

    private async Task MemberAsync(TestStaff by, Guid queue, TestStaff who) => await crm.As(by).SendAsync(
        new KeepMember { QueueId = queue, Version = await crm.ReadAsync(db => db.WorkQueues.Where(q => q.Id == queue).Select(q => q.Version).SingleAsync()), StaffId = who.Id });

    private async Task<Guid> TakenInAsync(TestStaff by, Guid? queue, int hoursAgo = 0)
    {
        var take = new TakeInEnquiry
        {
            Kind = CaseKind.Question,
            Channel = CaseChannel.Counter,
            ReceivedAt = Branch.At(TimeProvider.System.GetUtcNow().AddHours(-hoursAgo)).DateTime,
            Name = "路人甲",
            Contact = "13800001111",
            Subject = "如何开户",
            Text = "需要带什么材料",
            QueueId = queue,
        };
        await crm.As(by).SendAsync(take);
        return take.Id;
    }

    private Task<EnquiryShown> SeenAsync(TestStaff by, Guid id) => crm.As(by).AskAsync<GetEnquiry, EnquiryShown>(new(id));

    private Task<uint> VersionAsync(Guid id) => crm.ReadAsync(db => db.Enquiries.Where(e => e.Id == id).Select(e => e.Version).SingleAsync());
}
