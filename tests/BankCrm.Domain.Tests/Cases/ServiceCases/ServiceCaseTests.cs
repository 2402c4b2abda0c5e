using System.Text;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.Complaints;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using Xunit;

namespace BankCrm.Domain.Tests.Cases.ServiceCases;

public sealed class ServiceCaseTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 2, 0, 0, TimeSpan.Zero);
    private static readonly (Guid Teller, Guid Colleague, Guid Manager) Staff = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
    private static readonly Customer Wang = Customer.Register(Guid.NewGuid(), CustomerKind.Individual, "C0000000001", Guid.NewGuid(), new("王磊", "", ""), new(2026, 11, 25));
    private static readonly WorkingTime Time = new(new([]), OpeningHours.Usual);
    private static readonly CasePromises Usual = CasePromises.Of(null);
    private static readonly Guid Category = Guid.NewGuid();
    private static readonly Guid Cause = Guid.NewGuid();
    private static long number = 100_000;

    [Fact]
    public void A_complaint_has_three_clocks_from_the_moment_it_came_in()
    {
        var it = Opened(receivedAt: Now.AddHours(-3));

        Assert.Equal(
            [(CaseClockKind.FirstAnswer, Now.AddHours(45)), (CaseClockKind.Closure, Now.AddHours(45)), (CaseClockKind.Legal, EndOf(new(2026, 12, 10)))],
            it.Clocks.Select(c => (c.Kind, c.Time.DueAt)));
        Assert.Equal((Now.AddHours(45), 15), (it.DueAt, it.LegalLimit));
        Assert.Equal(2, Opened(CaseKind.Request).Clocks.Count);
    }

    [Fact]
    public void Nothing_came_in_tomorrow_or_long_ago()
    {
        Assert.StartsWith("This lies in the future", Refused(() => Opened(receivedAt: Now.AddMinutes(1))), StringComparison.Ordinal);
        Assert.Equal("It may have come in at most {0} days ago.", Refused(() => Opened(receivedAt: Now.AddDays(-61))));
    }

    [Fact]
    public void The_first_answer_keeps_its_promise_and_whoever_gives_it_has_the_case()
    {
        var it = Opened();

        it.Answer(Words("We are looking into it"), CaseChannel.Phone, Staff.Teller, Now.AddHours(1), Time);
        it.Answer(Words("Still looking"), CaseChannel.Phone, Staff.Teller, Now.AddHours(2), Time);

        Assert.Equal((Now.AddHours(1), Staff.Teller), (it.ClockOf(CaseClockKind.FirstAnswer)!.Time.StoppedAt, it.OwnerId));
        Assert.Equal(ClockState.Running, it.ClockOf(CaseClockKind.Closure)!.Time.State);
    }

    [Fact]
    public void While_the_customer_has_to_act_closure_stands_still_and_the_law_does_not()
    {
        var it = Opened();

        it.Pause(PauseReason.CustomerHasToAct, Words("The receipt"), Staff.Teller, Now.AddHours(8), Time);
        Assert.True(it.IsPaused);
        it.Resume(Staff.Teller, Now.AddHours(38), Time);

        Assert.Equal((Now.AddHours(78), EndOf(new(2026, 12, 10)), false), (it.ClockOf(CaseClockKind.Closure)!.Time.DueAt, it.ClockOf(CaseClockKind.Legal)!.Time.DueAt, it.IsPaused));
        Assert.Equal([CaseStepKind.Opened, CaseStepKind.Paused, CaseStepKind.Resumed], it.Steps.Select(s => s.Kind));
    }

    [Fact]
    public void Warnings_come_once_each_and_a_missed_promise_escalates_once()
    {
        var it = Opened(CaseKind.Request);

        it.Warn(Now.AddHours(25), Time);
        it.Warn(Now.AddHours(25), Time);
        Assert.Equal(2, it.Steps.Count(s => s.Kind is CaseStepKind.Warned50));
        Assert.Null(it.EscalatedAt);
        Assert.Equal(Now.AddHours(48 * 0.8), it.Clocks.Min(c => c.NextWarningAt)!.Value, TimeSpan.FromSeconds(1));

        it.Warn(Now.AddHours(49), Time);
        it.Warn(Now.AddHours(50), Time);
        Assert.Equal((Now.AddHours(49), 1), (it.EscalatedAt, it.Steps.Count(s => s.Kind is CaseStepKind.Escalated)));
        Assert.All(it.Clocks, c => Assert.Null(c.NextWarningAt));
    }

    [Fact]
    public void Nobody_handles_a_complaint_about_himself()
    {
        const string Sentence = "Nobody handles a complaint about himself.";
        var it = Opened(particulars: new(CaseKind.Complaint, CasePriority.Normal, Category, null) { AboutStaff = [Staff.Teller] });

        Assert.Equal(Sentence, Refused(() => it.Claim(Staff.Teller, Now)));
        Assert.Equal(Sentence, Refused(() => it.WriteNote(Words("Not true"), Staff.Teller, Now)));
        Assert.Equal(Sentence, Refused(() => it.Answer(Words("Sorry"), CaseChannel.Phone, Staff.Teller, Now, Time)));
        Assert.Equal(Sentence, Refused(() => it.Resolve(Cause, Words("Done"), Staff.Teller, Now, Time)));
        Assert.StartsWith("The complaint is about this colleague", Refused(() => it.Assign(Staff.Teller, Words("Yours"), Staff.Manager, Now)), StringComparison.Ordinal);
        Assert.Equal("Only a complaint is about colleagues or of several people.", Refused(
            () => Opened(particulars: new(CaseKind.Request, CasePriority.Normal, Category, null) { AboutStaff = [Staff.Teller] })));
    }

    [Fact]
    public void Whoever_turns_out_to_be_concerned_loses_the_case()
    {
        var it = Opened();
        it.Claim(Staff.Teller, Now);

        it.Change(new(CaseKind.Complaint, CasePriority.High, Category, null) { AboutStaff = [Staff.Teller] }, Usual, Staff.Manager, Now, Time, null);

        Assert.Null(it.OwnerId);
    }

    [Fact]
    public void What_turns_out_to_be_a_complaint_has_the_limit_of_the_law_from_the_beginning()
    {
        var it = Opened(CaseKind.Request);

        it.Change(new(CaseKind.Complaint, CasePriority.Normal, Category, null), Usual, Staff.Teller, Now.AddDays(1), Time, null);
        Assert.Equal(EndOf(new(2026, 12, 10)), it.ClockOf(CaseClockKind.Legal)!.Time.DueAt);

        it.Change(new(CaseKind.Request, CasePriority.Normal, Category, null), Usual, Staff.Teller, Now.AddDays(1), Time, null);
        Assert.Equal((ClockState.Stopped, (int?)null), (it.ClockOf(CaseClockKind.Legal)!.Time.State, it.LegalLimit));

        it.Change(new(CaseKind.Complaint, CasePriority.Normal, Category, null), Usual, Staff.Teller, Now.AddDays(1), Time, null);
        Assert.Equal((ClockState.Running, 15), (it.ClockOf(CaseClockKind.Legal)!.Time.State, it.LegalLimit));
    }

    [Fact]
    public void The_promises_of_its_category_hold_from_the_beginning()
    {
        var it = Opened(CaseKind.Request);

        it.Change(
            new(CaseKind.Request, CasePriority.Urgent, Guid.NewGuid(), null), new(ServiceTarget.Hours(ClockKind.Elapsed, 4), ServiceTarget.Hours(ClockKind.Elapsed, 24)), Staff.Teller,
            Now.AddHours(1), Time, null);

        Assert.Equal((Now.AddHours(4), Now.AddHours(24), Now.AddHours(4)), (it.ClockOf(CaseClockKind.FirstAnswer)!.Time.DueAt, it.ClockOf(CaseClockKind.Closure)!.Time.DueAt, it.DueAt));
    }

    [Fact]
    public void The_law_gives_fifteen_days_then_thirty_and_sixty_with_a_second_signature()
    {
        var it = Opened();
        Assert.StartsWith("Extend it to {0} days first", Refused(() => it.AskForTime(Words("Court"), Staff.Teller, Now)), StringComparison.Ordinal);

        it.ExtendLegal(Words("Three banks are involved"), Staff.Teller, Now, Time);
        Assert.Equal((30, EndOf(new(2026, 12, 25))), (it.LegalLimit, it.ClockOf(CaseClockKind.Legal)!.Time.DueAt));
        Assert.StartsWith("The limit was extended already", Refused(() => it.ExtendLegal(Words("Again"), Staff.Teller, Now, Time)), StringComparison.Ordinal);

        it.AskForTime(Words("Court"), Staff.Teller, Now);
        Assert.StartsWith("Whoever asked for it", Refused(() => it.DecideOnTime(true, null, Staff.Teller, Now, Time)), StringComparison.Ordinal);
        it.DecideOnTime(true, null, Staff.Manager, Now, Time);

        Assert.Equal((60, EndOf(new(2027, 1, 24))), (it.LegalLimit, it.ClockOf(CaseClockKind.Legal)!.Time.DueAt));
        Assert.Equal("Nobody has asked for more time.", Refused(() => it.DecideOnTime(true, null, Staff.Manager, Now, Time)));
    }

    [Fact]
    public void A_compensation_takes_two_signatures_and_the_case_waits_for_them()
    {
        var it = Opened();
        Assert.StartsWith("A compensation is more than nothing", Refused(() => it.Compensate(Guid.NewGuid(), 0, "CNY", Words("x"), Staff.Teller, Now)), StringComparison.Ordinal);
        Assert.StartsWith("Write the amount", Refused(() => it.Compensate(Guid.NewGuid(), 1.001m, "CNY", Words("x"), Staff.Teller, Now)), StringComparison.Ordinal);

        it.Compensate(Guid.NewGuid(), 200, "CNY", Words("For the waiting"), Staff.Teller, Now);

        Assert.StartsWith("Whoever proposed it", Refused(() => it.DecideOnCompensation(true, null, Staff.Teller, Now)), StringComparison.Ordinal);
        Assert.StartsWith("A compensation waits", Refused(() => it.Resolve(Cause, Words("Done"), Staff.Teller, Now, Time)), StringComparison.Ordinal);
        it.DecideOnCompensation(true, null, Staff.Manager, Now);
        Assert.Equal((CompensationState.Approved, Staff.Manager), (it.Compensations[0].State, it.Compensations[0].DecidedBy));
        it.Resolve(Cause, Words("Done"), Staff.Teller, Now, Time);
    }

    [Fact]
    public void A_complaint_is_settled_with_its_cause_and_all_clocks_stop()
    {
        var it = Opened();
        Assert.Equal("Say what the complaint came from.", Refused(() => it.Resolve(null, Words("Done"), Staff.Teller, Now, Time)));

        it.Resolve(Cause, Words("Done"), Staff.Teller, Now.AddHours(5), Time);

        Assert.Equal((CaseStatus.Resolved, Cause, Staff.Teller, Now.AddHours(5)), (it.Status, it.CauseId, it.OwnerId, it.EndedAt));
        Assert.All(it.Clocks, c => Assert.Equal((Now.AddHours(5), (DateTimeOffset?)null), (c.CountedUntil, c.NextWarningAt)));
        Assert.Equal("It has ended already: open it again first.", Refused(() => it.Answer(Words("x"), CaseChannel.Phone, Staff.Teller, Now, Time)));
    }

    [Fact]
    public void What_the_customer_says_afterwards_opens_it_again_with_new_clocks()
    {
        var it = Opened();
        it.Answer(Words("Looking"), CaseChannel.Phone, Staff.Teller, Now, Time);
        it.Resolve(Cause, Words("Done"), Staff.Teller, Now.AddHours(5), Time);

        it.Hear(Words("It is not done"), CaseChannel.Phone, Usual, Staff.Colleague, Now.AddDays(3), Time);

        Assert.Equal((CaseStatus.Open, 1, Now.AddDays(5)), (it.Status, it.Reopened, it.ClockOf(CaseClockKind.Closure)!.Time.DueAt));
        Assert.Equal(2, it.Clocks.Count(c => c.Kind is CaseClockKind.Closure));
        Assert.Single(it.Clocks, c => c.Kind is CaseClockKind.FirstAnswer);
        Assert.Null(it.CauseId);
    }

    [Fact]
    public void A_withdrawal_counts_from_the_day_it_arrived()
    {
        var it = Opened();

        it.Withdraw(Now.AddHours(10), Words("He has found the receipt"), Staff.Teller, Now.AddDays(4), Time);

        Assert.Equal((CaseStatus.Withdrawn, Now.AddDays(4)), (it.Status, it.EndedAt));
        Assert.All(it.Clocks, c => Assert.False(c.Time.IsLate(Now.AddDays(100))));
        Assert.StartsWith("It arrived between", Refused(() => Opened().Withdraw(Now.AddDays(-1), Words("x"), Staff.Teller, Now, Time)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_matter_goes_on_in_one_case_and_another_customer_s_is_only_linked()
    {
        var (one, other) = (Opened(), Opened());
        var another = Opened(customer: Customer.Register(Guid.NewGuid(), CustomerKind.Individual, "C0000000002", Wang.BranchId, new("李娜", "", ""), new(2026, 11, 25)));

        Assert.StartsWith("Only cases of the same customer", Refused(() => one.MergeInto(another, Staff.Teller, Now, Time)), StringComparison.Ordinal);
        one.LinkWith(another, Staff.Teller, Now);
        Assert.Equal("They are linked already.", Refused(() => one.LinkWith(another, Staff.Teller, Now)));
        one.MergeInto(other, Staff.Teller, Now, Time);

        Assert.Equal((CaseStatus.Merged, other.Id), (one.Status, one.MergedIntoId));
        Assert.Equal((CaseStepKind.TookIn, one.Id), (other.Steps[^1].Kind, other.Steps[^1].OtherCaseId));
        Assert.StartsWith("It goes on in another case", Refused(() => one.Hear(Words("x"), CaseChannel.Phone, Usual, Staff.Teller, Now, Time)), StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_else_reviews_it_and_sends_it_back()
    {
        var it = Opened();
        it.Claim(Staff.Teller, Now);
        it.Resolve(Cause, Words("Done"), Staff.Colleague, Now, Time);

        Assert.Equal("Whoever handled it cannot review it.", Refused(() => it.Review(true, null, Usual, Staff.Teller, Now, Time)));
        Assert.Equal("Whoever handled it cannot review it.", Refused(() => it.Review(true, null, Usual, Staff.Colleague, Now, Time)));
        it.Review(false, Words("The customer was never called"), Usual, Staff.Manager, Now, Time);
        Assert.Equal((CaseStatus.Open, 1), (it.Status, it.Reopened));

        it.Resolve(Cause, Words("Called"), Staff.Colleague, Now, Time);
        it.Review(true, null, Usual, Staff.Manager, Now, Time);
        Assert.Equal(Staff.Manager, it.ReviewedBy);
    }

    [Fact]
    public void The_customer_is_asked_once_how_satisfied()
    {
        var it = Opened();
        Assert.Equal("Ask when the case is resolved.", Refused(() => it.Rate(5, null, Staff.Teller, Now)));
        it.Resolve(Cause, Words("Done"), Staff.Teller, Now, Time);

        Assert.Equal("The answer is a number from 1 to 5.", Refused(() => it.Rate(6, null, Staff.Teller, Now)));
        it.Rate(4, null, Staff.Teller, Now);
        Assert.Equal("The customer has answered already.", Refused(() => it.Rate(5, null, Staff.Teller, Now)));
    }

    [Fact]
    public void What_another_system_settled_keeps_that_system_s_word()
    {
        var told = new BroughtCase(new(Guid.NewGuid(), ++number, CaseChannel.System, Now.AddYears(-9)), "OLD", "CR1", Now.AddYears(-8), InTime: false);
        var brought = ServiceCase.Bring(told, Wang, new(CaseKind.Complaint, CasePriority.Normal, null, null), Text("Old"), Words("Old"), null);

        Assert.Equal((CaseStatus.Resolved, false, 0), (brought.Status, brought.ToldInTime, brought.Clocks.Count));
    }

    [Fact]
    public void Topics_stand_two_levels_high_in_their_own_tree()
    {
        var top = CaseTopic.Of(Guid.NewGuid(), TopicTree.Category, null, new("Cards", "银行卡"));
        var under = CaseTopic.Of(Guid.NewGuid(), TopicTree.Category, top, new("Lost card", "挂失", CasePriority.Urgent, 4, 24));

        Assert.StartsWith("Two levels", Refused(() => CaseTopic.Of(Guid.NewGuid(), TopicTree.Category, under, new("x", "x"))), StringComparison.Ordinal);
        Assert.StartsWith("Categories stand under", Refused(() => CaseTopic.Of(Guid.NewGuid(), TopicTree.Cause, top, new("x", "x"))), StringComparison.Ordinal);
        Assert.StartsWith("A target is between", Refused(() => under.Change(new("x", "x", CasePriority.Low, 0, 4))), StringComparison.Ordinal);
        under.Retire(Now);
        Assert.StartsWith("It is retired", Refused(() => under.Change(new("x", "x"))), StringComparison.Ordinal);
        Assert.Equal(ServiceTarget.Hours(ClockKind.Elapsed, 4), CasePromises.Of(under).FirstAnswer);
    }

    private static ServiceCase Opened(CaseKind kind = CaseKind.Complaint, DateTimeOffset? receivedAt = null, CaseParticulars? particulars = null, Customer? customer = null) => ServiceCase.Open(
        new(Guid.NewGuid(), ++number, CaseChannel.Counter, receivedAt ?? Now), customer ?? Wang, particulars ?? new(kind, CasePriority.Normal, Category, null), Text("Charged twice"),
        Words("I was charged twice"), Usual, Staff.Teller, Now, Time);

    private static CaseWords Words(string text) => new(Guid.NewGuid(), Text(text));

    private static Sealed Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static DateTimeOffset EndOf(DateOnly day) => Branch.StartOf(day.AddDays(1)).AddSeconds(-1);

    private static string Refused(Action act) => Assert.Throws<RefusedException>(act).Message;
}
