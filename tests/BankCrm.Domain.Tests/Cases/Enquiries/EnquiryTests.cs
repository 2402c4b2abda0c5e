using System.Text;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Domain.Common;
using Xunit;

namespace BankCrm.Domain.Tests.Cases.Enquiries;

public sealed class EnquiryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 2, 0, 0, TimeSpan.Zero);
    private static readonly (Guid Teller, Guid Manager) Staff = (Guid.NewGuid(), Guid.NewGuid());
    private static readonly WorkingTime Time = new(new([]), OpeningHours.Usual);

    [Fact]
    public void A_complaint_has_the_clocks_of_a_case_and_a_question_none_of_the_law()
    {
        var it = TakenIn();

        Assert.Equal(
            [(CaseClockKind.FirstAnswer, Now.AddHours(48)), (CaseClockKind.Closure, Now.AddHours(48)), (CaseClockKind.Legal, EndOf(new(2026, 12, 10)))],
            it.Clocks.Select(c => (c.Kind, c.Time.DueAt)));
        Assert.Equal((Now.AddHours(48), 15), (it.DueAt, it.LegalLimit));
        var question = TakenIn(CaseKind.Question);
        Assert.Equal((2, null), (question.Clocks.Count, question.LegalLimit));
    }

    [Fact]
    public void The_first_answer_keeps_the_first_promise_and_the_end_all_others()
    {
        var it = TakenIn();

        it.Answer(Words(), Staff.Teller, Now.AddHours(1), Time);
        it.Answer(Words(), Staff.Teller, Now.AddHours(2), Time);
        Assert.Equal((Now.AddHours(1), Now.AddHours(1)), (it.AnsweredAt, it.ClockOf(CaseClockKind.FirstAnswer)!.Time.StoppedAt));
        it.End(Words(), Staff.Teller, Now.AddHours(50), Time);

        Assert.All(it.Clocks, c => Assert.Equal((ClockState.Stopped, null), (c.Time.State, c.NextWarningAt)));
        Assert.True(it.ClockOf(CaseClockKind.Closure)!.Time.IsLate(Now.AddHours(60)));
        Assert.False(it.ClockOf(CaseClockKind.Legal)!.Time.IsLate(Now.AddHours(60)));
        Assert.Equal(EndOf(new(2026, 12, 10)), it.DueAt);
    }

    [Fact]
    public void While_somebody_else_has_to_act_closure_stands_still_and_the_law_does_not()
    {
        var it = TakenIn();

        it.Pause(PauseReason.CustomerHasToAct, Words(), Staff.Teller, Now.AddHours(8), Time);
        Assert.True(it.IsPaused);
        Assert.Equal("The clock is paused already.", Refused(() => it.Pause(PauseReason.CustomerHasToAct, Words(), Staff.Teller, Now.AddHours(9), Time)));
        it.Resume(Staff.Teller, Now.AddHours(20), Time);

        Assert.Equal((false, Now.AddHours(60)), (it.IsPaused, it.ClockOf(CaseClockKind.Closure)!.Time.DueAt));
        Assert.Equal(Now.AddHours(48), it.ClockOf(CaseClockKind.FirstAnswer)!.Time.DueAt);
        Assert.Equal([EnquiryStepKind.Paused, EnquiryStepKind.Resumed], it.Steps.Skip(1).Select(s => s.Kind));
    }

    [Fact]
    public void Warnings_are_given_once_each_and_it_is_escalated_once()
    {
        var it = TakenIn(CaseKind.Question);

        Assert.Empty(it.Warn(Now.AddHours(23), Time));
        Assert.Equal([50, 50], it.Warn(Now.AddHours(24), Time).Select(w => w.Percent));
        Assert.Empty(it.Warn(Now.AddHours(25), Time));
        Assert.Equal([80, 100, 80, 100], it.Warn(Now.AddHours(49), Time).Select(w => w.Percent));
        Assert.Equal(Now.AddHours(49), it.EscalatedAt);
        Assert.Single(it.Steps, s => s.Kind is EnquiryStepKind.Escalated);
        Assert.All(it.Clocks, c => Assert.Null(c.NextWarningAt));
    }

    [Fact]
    public void The_law_gives_15_30_or_with_a_second_signature_60_days()
    {
        var it = TakenIn();
        Assert.Equal("Nobody has asked for more time.", Refused(() => it.DecideOnTime(true, null, Staff.Manager, Now, Time)));

        it.ExtendLegal(Words(), Staff.Teller, Now, Time);
        Assert.Equal((30, EndOf(new(2026, 12, 25))), (it.LegalLimit, it.ClockOf(CaseClockKind.Legal)!.Time.DueAt));
        it.ExtendLegal(Words(), Staff.Teller, Now, Time);
        Assert.Equal((30, Staff.Teller), (it.LegalLimit, it.TimeAskedBy));
        Assert.Equal("More time was asked for already.", Refused(() => it.ExtendLegal(Words(), Staff.Teller, Now, Time)));
        Assert.StartsWith("Whoever asked for it", Refused(() => it.DecideOnTime(true, null, Staff.Teller, Now, Time)), StringComparison.Ordinal);
        it.DecideOnTime(true, null, Staff.Manager, Now, Time);

        Assert.Equal((60, EndOf(new(2027, 1, 24))), (it.LegalLimit, it.ClockOf(CaseClockKind.Legal)!.Time.DueAt));
        Assert.Equal("The law gives no more than {0} days in all.", Refused(() => it.ExtendLegal(Words(), Staff.Teller, Now, Time)));
        Assert.Equal("Only a complaint has a limit by law.", Refused(() => TakenIn(CaseKind.Question).ExtendLegal(Words(), Staff.Teller, Now, Time)));
    }

    [Fact]
    public void It_waits_in_a_queue_until_somebody_gets_it()
    {
        var (it, queue, other) = (TakenIn(), Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal("It waits in no queue.", Refused(() => it.TakeOut(Words(), Staff.Teller, Now)));

        it.PutInto(queue, why: null, Staff.Teller, Now);
        Assert.Equal("It waits there already.", Refused(() => it.PutInto(queue, Words(), Staff.Teller, Now)));
        it.Claim(Staff.Teller, Now);
        Assert.Equal((Staff.Teller, queue), (it.OwnerId, it.QueueId));
        it.PutInto(other, Words(), Staff.Teller, Now);
        Assert.Equal((null, other), (it.OwnerId, it.QueueId));
        it.DealTo(Staff.Manager, other, by: null, Now);
        Assert.Equal("It already belongs to this colleague.", Refused(() => it.DealTo(Staff.Manager, other, by: null, Now)));
        it.TakeOut(Words(), Staff.Manager, Now);

        Assert.Equal((null, null), (it.OwnerId, it.QueueId));
        Assert.Equal(
            [(EnquiryStepKind.Queued, queue, null), (EnquiryStepKind.Claimed, null, null), (EnquiryStepKind.Queued, other, null), (EnquiryStepKind.Dealt, other, Staff.Manager), (EnquiryStepKind.Unqueued, other, null)],
            it.Steps.Skip(1).Select(s => (s.Kind, s.QueueId, s.ToId)));
    }

    [Fact]
    public void What_has_ended_takes_no_more()
    {
        var it = TakenIn();
        it.End(Words(), Staff.Teller, Now, Time);

        Assert.All(
            (Action[])[() => it.Answer(Words(), Staff.Teller, Now, Time), () => it.Pause(PauseReason.CustomerHasToAct, Words(), Staff.Teller, Now, Time), () => it.ExtendLegal(Words(), Staff.Teller, Now, Time), () => it.PutInto(Guid.NewGuid(), Words(), Staff.Teller, Now)],
            act => Assert.Equal("It has ended already.", Refused(act)));
    }

    private static Enquiry TakenIn(CaseKind kind = CaseKind.Complaint) => Enquiry.TakeIn(
        new(Guid.NewGuid(), 100_001, CaseChannel.Letter, Now), Guid.NewGuid(), new(kind), new(Text(), Text()), Text(), Words(), Staff.Teller, Now, Time);

    private static CaseWords Words() => new(Guid.NewGuid(), Text());

    private static Sealed Text() => new(Encoding.UTF8.GetBytes("x"));

    private static DateTimeOffset EndOf(DateOnly day) => Branch.StartOf(day.AddDays(1)).AddSeconds(-1);

    private static string Refused(Action act) => Assert.Throws<RefusedException>(act).Message;
}
