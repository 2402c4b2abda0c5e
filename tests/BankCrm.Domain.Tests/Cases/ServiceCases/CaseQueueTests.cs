using System.Text;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.Queues;
using Xunit;

namespace BankCrm.Domain.Tests.Cases.ServiceCases;

public sealed class CaseQueueTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 2, 0, 0, TimeSpan.Zero);
    private static readonly (Guid Teller, Guid Colleague) Staff = (Guid.NewGuid(), Guid.NewGuid());
    private static readonly Customer Wang = Customer.Register(Guid.NewGuid(), CustomerKind.Individual, "C0000000001", Guid.NewGuid(), new("王磊", "", ""), new(2026, 11, 25));
    private static readonly WorkingTime Time = new(new([]), OpeningHours.Usual);
    private static readonly Guid Queue = Guid.NewGuid();

    [Fact]
    public void It_waits_in_a_queue_until_somebody_takes_it_on_and_its_steps_say_where()
    {
        var it = Opened();
        it.Claim(Staff.Teller, Now);

        it.PutInto(Queue, Words(), Staff.Teller, Now);
        Assert.Equal((null, Queue), (it.OwnerId, it.QueueId));
        Assert.Equal("It waits there already.", Refused(() => it.PutInto(Queue, Words(), Staff.Teller, Now)));
        it.Claim(Staff.Colleague, Now);

        Assert.Equal((Staff.Colleague, Queue), (it.OwnerId, it.QueueId));
        Assert.Equal((CaseStepKind.Queued, Queue), (it.Steps[^2].Kind, it.Steps[^2].QueueId));
    }

    [Fact]
    public void Given_by_hand_or_taken_out_it_leaves_the_queue()
    {
        var it = Opened();
        Assert.Equal("It waits in no queue.", Refused(() => it.TakeOut(Words(), Staff.Teller, Now)));
        it.PutInto(Queue, null, null, Now);

        it.TakeOut(Words(), Staff.Teller, Now);
        Assert.Equal((null, (Guid?)null), (it.OwnerId, it.QueueId));
        it.PutInto(Queue, null, null, Now);
        it.Assign(Staff.Colleague, Words(), Staff.Teller, Now);
        Assert.Equal((Staff.Colleague, (Guid?)null), (it.OwnerId, it.QueueId));
    }

    [Fact]
    public void It_is_dealt_to_nobody_whom_it_is_about_and_by_nobody_either()
    {
        var it = Opened(about: Staff.Colleague);
        it.PutInto(Queue, null, null, Now);

        Assert.StartsWith("The complaint is about this colleague", Refused(() => it.DealTo(Staff.Colleague, Queue, null, Now)), StringComparison.Ordinal);
        Assert.Equal("Nobody handles a complaint about himself.", Refused(() => it.DealTo(Staff.Teller, Queue, Staff.Colleague, Now)));
        Assert.Equal("Nobody handles a complaint about himself.", Refused(() => it.PutInto(Guid.NewGuid(), Words(), Staff.Colleague, Now)));
        it.DealTo(Staff.Teller, Queue, null, Now);

        Assert.Equal((Staff.Teller, Queue), (it.OwnerId, it.QueueId));
        Assert.Equal((CaseStepKind.Dealt, Staff.Teller, (Guid?)null), (it.Steps[^1].Kind, it.Steps[^1].To, it.Steps[^1].By));
        Assert.Equal("It already belongs to this colleague.", Refused(() => it.DealTo(Staff.Teller, Queue, null, Now)));
    }

    [Fact]
    public void Who_turns_out_to_be_concerned_loses_it_to_the_branch_and_not_to_the_queue()
    {
        var it = Opened();
        it.PutInto(Queue, null, null, Now);
        it.Claim(Staff.Colleague, Now);

        it.Change(new(CaseKind.Complaint, CasePriority.Normal, null, null) { AboutStaff = [Staff.Colleague] }, CasePromises.Of(null), Staff.Teller, Now, Time, null);

        Assert.Equal((null, (Guid?)null), (it.OwnerId, it.QueueId));
    }

    [Fact]
    public void What_ended_while_it_waited_lies_with_the_branch_when_it_is_opened_again()
    {
        var it = Opened();
        it.PutInto(Queue, null, null, Now);
        it.Withdraw(Now, Words(), Staff.Teller, Now, Time);
        Assert.StartsWith("It has ended already", Refused(() => it.PutInto(Queue, null, null, Now)), StringComparison.Ordinal);

        it.Reopen(Words(), CasePromises.Of(null), Staff.Teller, Now, Time);

        Assert.Null(it.QueueId);
    }

    [Fact]
    public void A_queue_suits_work_by_what_it_needs_and_then_by_what_it_wishes_for()
    {
        var queue = WorkQueue.Open(Guid.NewGuid(), Guid.NewGuid(), new("Cards", QueueTakes.Both, QueueWay.Claimed, ["cards"], ["payments"], Weights.Usual));

        Assert.Equal((QueueFit.Needs, QueueFit.Wishes, QueueFit.None), (queue.FitFor("Cards"), queue.FitFor("PAYMENTS"), queue.FitFor("loans")));
    }

    [Fact]
    public void Only_categories_ask_for_a_skill()
    {
        var category = CaseTopic.Of(Guid.NewGuid(), TopicTree.Category, null, new("Cards", "银行卡", Skill: "cards"));
        var cause = CaseTopic.Of(Guid.NewGuid(), TopicTree.Cause, null, new("People", "人员", Skill: "cards"));

        Assert.Equal(("cards", null), (category.Skill, cause.Skill));
    }

    private static ServiceCase Opened(params Guid[] about) => ServiceCase.Open(
        new(Guid.NewGuid(), 100_001, CaseChannel.Counter, Now), Wang, new(CaseKind.Complaint, CasePriority.Normal, null, null) { AboutStaff = about }, Text(), Words(),
        CasePromises.Of(null), Staff.Teller, Now, Time);

    private static CaseWords Words() => new(Guid.NewGuid(), Text());

    private static Sealed Text() => new(Encoding.UTF8.GetBytes("x"));

    private static string Refused(Action act) => Assert.Throws<RefusedException>(act).Message;
}
