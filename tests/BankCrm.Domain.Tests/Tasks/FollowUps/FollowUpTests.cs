using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.FollowUps;
using Xunit;

namespace BankCrm.Domain.Tests.Tasks.FollowUps;

public sealed class FollowUpTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 30, 0, TimeSpan.Zero);
    private static readonly Guid Me = Guid.CreateVersion7();
    private static readonly Guid Colleague = Guid.CreateVersion7();

    [Fact]
    public void A_day_without_a_time_is_due_until_its_last_minute()
    {
        var followUp = Planned(new DueTime(new(2026, 11, 26), null));

        Assert.False(followUp.IsOverdue(Now.AddHours(13)));
        Assert.True(followUp.IsOverdue(Now.AddHours(14)));
        Assert.Equal("2026-11-26", followUp.Due.ToString());
    }

    [Fact]
    public void What_is_over_or_too_far_ahead_is_refused()
    {
        Refuses("This day is over: choose today or a later day.", () => Planned(new DueTime(new(2026, 11, 25), null)));
        Refuses("Plan at most {0} years ahead.", () => Planned(new DueTime(new(2031, 11, 27), null)));
    }

    [Fact]
    public void To_another_time_is_to_postpone_it_or_to_bring_it_forward()
    {
        var followUp = Planned(new DueTime(new(2026, 11, 30), new(9, 0)));

        followUp.MoveTo(new DueTime(new(2026, 12, 2), new(9, 0)), Me, Now);
        followUp.MoveTo(new DueTime(new(2026, 12, 1), new(9, 0)), Me, Now);

        Assert.Equal(("2026-12-01 09:00", 1, new DateOnly(2026, 11, 30)), (followUp.Due.ToString(), followUp.Postponed, followUp.PlannedFor));
        Assert.Equal(followUp.DueAt, followUp.RemindAt);
        Assert.Equal([FollowUpStepKind.Planned, FollowUpStepKind.Postponed, FollowUpStepKind.Changed], followUp.Steps.Select(s => s.Kind));
        Refuses("It stands there already.", () => followUp.MoveTo(followUp.Due, Me, Now));
        Refuses("This day is over: choose today or a later day.", () => followUp.MoveTo(new DueTime(new(2026, 11, 25), new(9, 0)), Me, Now));
    }

    [Theory]
    [InlineData(FollowUpReminder.AtDue, "2026-11-27 15:00", "2026-11-27 15:00")]
    [InlineData(FollowUpReminder.QuarterBefore, "2026-11-27 15:00", "2026-11-27 14:45")]
    [InlineData(FollowUpReminder.HourBefore, "2026-11-27 15:00", "2026-11-27 14:00")]
    [InlineData(FollowUpReminder.DayBefore, "2026-11-27 15:00", "2026-11-26 15:00")]
    [InlineData(FollowUpReminder.AtDue, "2026-11-27", "2026-11-27 08:30")]
    [InlineData(FollowUpReminder.DayBefore, "2026-11-28", "2026-11-27 08:30")]
    [InlineData(FollowUpReminder.None, "2026-11-27 15:00", null)]
    [InlineData(FollowUpReminder.DayBefore, "2026-11-27 10:00", null)] // it is 10:30 already
    public void One_is_reminded_as_one_chose_unless_the_time_for_it_is_over(FollowUpReminder reminder, string due, string? at)
    {
        var followUp = FollowUp.For(
            Guid.CreateVersion7(), Guid.CreateVersion7(), null, new("Call", FollowUpKind.Call, FollowUpPriority.Normal, DueWords.Read(due, Now)!.Value, Reminder: reminder), Me, Me, Now);

        Assert.Equal(at is null ? null : DueWords.Read(at, Now)!.Value.RemindsAt(FollowUpReminder.AtDue), followUp.RemindAt);
    }

    [Fact]
    public void Who_postpones_is_reminded_of_the_new_time()
    {
        var followUp = Planned();

        followUp.Postpone(new(new(2026, 12, 1), new(9, 0)), null, Me, Now);

        Assert.Equal(followUp.DueAt, followUp.RemindAt);
    }

    [Fact]
    public void What_lies_with_the_branch_is_taken_on_by_one()
    {
        var followUp = Planned(owner: null);

        followUp.Claim(Me, Now);

        Assert.Equal(Me, followUp.OwnerId);
        Refuses("It is yours already.", () => followUp.Claim(Me, Now));
        Refuses("A colleague has taken it on already.", () => followUp.Claim(Colleague, Now));
    }

    [Fact]
    public void To_begin_what_lies_with_the_branch_takes_it_on()
    {
        var followUp = Planned(owner: null);

        followUp.MoveTo(FollowUpStatus.Started, Me, Now);

        Assert.Equal((FollowUpStatus.Started, Me), (followUp.Status, followUp.OwnerId));
        Refuses("It stands there already.", () => followUp.MoveTo(FollowUpStatus.Started, Me, Now));
    }

    [Fact]
    public void Postponing_moves_it_later_and_counts()
    {
        var followUp = Planned();

        followUp.Postpone(new(new(2026, 12, 1), new(9, 0)), null, Me, Now);

        Assert.Equal(("2026-12-01 09:00", 1), (followUp.Due.ToString(), followUp.Postponed));
        Refuses("It would not be later: choose a later time.", () => followUp.Postpone(new(new(2026, 11, 30), null), null, Me, Now));
    }

    [Fact]
    public void It_goes_to_a_colleague_and_back()
    {
        var followUp = Planned();

        followUp.GiveTo(Colleague, Words(), Me, Now);
        Assert.Equal(Colleague, followUp.OwnerId);
        Refuses("It already belongs to this colleague.", () => followUp.GiveTo(Colleague, Words(), Me, Now));
        Refuses("Only who has it can hand it back.", () => followUp.HandBack(Words(), Me, Now));

        followUp.HandBack(Words(), Colleague, Now);
        Assert.Equal(Me, followUp.OwnerId);

        followUp.HandBack(Words(), Me, Now); // planned by oneself: the branch gets it
        Assert.Null(followUp.OwnerId);
    }

    [Fact]
    public void What_has_ended_stays_so_until_it_is_opened_again()
    {
        var followUp = Planned();
        followUp.Complete(FollowUpOutcome.Agreed, Words(), Me, Now);

        Assert.Equal((FollowUpStatus.Done, FollowUpOutcome.Agreed, Now, Me), (followUp.Status, followUp.Outcome, followUp.EndedAt, followUp.EndedBy));
        const string ended = "It has ended already: open it again first.";
        Refuses(ended, () => followUp.Complete(FollowUpOutcome.Done, null, Me, Now));
        Refuses(ended, () => followUp.Drop(Words(), Me, Now));
        Refuses(ended, () => followUp.Postpone(new(new(2026, 12, 1), null), null, Me, Now));
        Refuses(ended, () => followUp.GiveTo(Colleague, Words(), Me, Now));
        Refuses(ended, () => followUp.MoveTo(FollowUpStatus.Open, Me, Now));

        followUp.Reopen(Me, Now);

        Assert.Equal((FollowUpStatus.Open, (FollowUpOutcome?)null, (DateTimeOffset?)null), (followUp.Status, followUp.Outcome, followUp.EndedAt));
        Refuses("It is open already.", () => followUp.Reopen(Me, Now));
    }

    [Fact]
    public void Every_act_is_a_step()
    {
        var followUp = Planned();
        followUp.MoveTo(FollowUpStatus.Waiting, Me, Now);
        followUp.Comment(Words(), Me, Now);
        followUp.Drop(Words(), Me, Now);

        Assert.Equal(
            [FollowUpStepKind.Planned, FollowUpStepKind.Waiting, FollowUpStepKind.Commented, FollowUpStepKind.Dropped], followUp.Steps.Select(s => s.Kind));
    }

    [Fact]
    public void The_next_of_a_series_falls_on_the_last_day_of_a_short_month_and_on_the_31st_again()
    {
        var january = Planned(new DueTime(new(2027, 1, 31), new(9, 0)), repeat: FollowUpRepeat.Monthly);

        var february = january.NextTime(Me, Now)!;
        var march = february.NextTime(Me, Now)!;

        Assert.Equal(("2027-02-28 09:00", "2027-03-31 09:00"), (february.Due.ToString(), march.Due.ToString()));
        Assert.Equal(january.Id, february.FollowsId);
    }

    [Fact]
    public void Postponing_one_moves_no_other_of_its_series_and_what_is_over_is_left_out()
    {
        var monday = Planned(new DueTime(new(2026, 11, 30), null), repeat: FollowUpRepeat.Weekly);
        monday.Postpone(new(new(2026, 12, 2), null), null, Me, Now);

        Assert.Equal("2026-12-07", monday.NextTime(Me, Now)!.Due.ToString());
        Assert.Equal("2026-12-21", monday.NextTime(Me, Now.AddDays(19))!.Due.ToString());
        Assert.Null(Planned().NextTime(Me, Now));
    }

    [Fact]
    public void Out_of_a_queue_it_is_taken_or_dealt_and_handed_back_into_it()
    {
        var (followUp, queue) = (Planned(), Guid.CreateVersion7());

        followUp.PutInto(queue, Words(), Me, Now);
        Assert.Equal((null, queue), (followUp.OwnerId, followUp.QueueId));
        Refuses("It waits there already.", () => followUp.PutInto(queue, Words(), Me, Now));
        followUp.Claim(Colleague, Now);
        followUp.HandBack(Words(), Colleague, Now);
        Assert.Equal((null, queue), (followUp.OwnerId, followUp.QueueId));
        followUp.DealTo(Colleague, queue, by: null, Now);
        Refuses("It already belongs to this colleague.", () => followUp.DealTo(Colleague, queue, null, Now));
        followUp.TakeOut(Words(), Me, Now);
        Refuses("It waits in no queue.", () => followUp.TakeOut(Words(), Me, Now));

        Assert.Equal((null, null), (followUp.OwnerId, followUp.QueueId));
        Assert.Equal(
            [FollowUpStepKind.Planned, FollowUpStepKind.Queued, FollowUpStepKind.Claimed, FollowUpStepKind.HandedBack, FollowUpStepKind.Dealt, FollowUpStepKind.Unqueued],
            followUp.Steps.Select(s => s.Kind));
        Assert.Equal([null, queue, null, queue, queue, null], followUp.Steps.Select(s => s.QueueId));
    }

    [Fact]
    public void Given_by_hand_it_leaves_its_queue_and_the_next_of_a_series_waits_there_again()
    {
        var (followUp, queue) = (Planned(repeat: FollowUpRepeat.Weekly), Guid.CreateVersion7());
        followUp.PutInto(queue, Words(), Me, Now);
        followUp.Claim(Colleague, Now);

        var next = followUp.NextTime(Colleague, Now)!;
        followUp.GiveTo(Me, Words(), Colleague, Now);

        Assert.Equal((null, queue), (next.OwnerId, next.QueueId));
        Assert.Equal((Me, null), (followUp.OwnerId, followUp.QueueId));
    }

    [Fact]
    public void What_a_deputy_does_says_on_whose_behalf()
    {
        var (followUp, deputy) = (Planned(), Guid.CreateVersion7());

        followUp.IsWorkedOnBehalfOf(Me);
        followUp.Complete(FollowUpOutcome.Done, null, deputy, Now);

        Assert.Equal((deputy, Me), (followUp.Steps[^1].By, followUp.Steps[^1].OnBehalfOf));
        Assert.Null(followUp.Steps[0].OnBehalfOf);
    }

    private static FollowUp Planned(Guid? owner) => Of(new(new(2026, 11, 30), null), null, owner);

    private static FollowUp Planned(DueTime? due = null, FollowUpRepeat? repeat = null) => Of(due ?? new(new(2026, 11, 30), null), repeat, Me);

    private static FollowUp Of(DueTime due, FollowUpRepeat? repeat, Guid? owner) => FollowUp.For(
        Guid.CreateVersion7(), Guid.CreateVersion7(), null, new("Call", FollowUpKind.Call, FollowUpPriority.Normal, due, repeat), owner, Me, Now);

    private static FollowUpWords Words() => new(Guid.CreateVersion7(), new Sealed([1]));

    private static void Refuses(string sentence, Action act) => Assert.Equal(sentence, Assert.Throws<RefusedException>(act).Message);
}
