using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.FollowUps;

/// <summary>What somebody has to do by a certain time, about a customer or not. It always has an owner, or lies with the branch for whoever takes it on.</summary>
[Class(DataClass.C1)]
public sealed partial class FollowUp : Entity, IBranchScoped, IAboutCustomer
{
    public const int SubjectMaxLength = 200;

    /// <summary>How far ahead something can be planned.</summary>
    public const int MostYearsAhead = 5;

    private readonly List<FollowUpStep> steps = [];
    private readonly List<FollowUpFollower> followers = [];
    private Guid? onBehalfOf;

    private FollowUp() { } // EF Core

    /// <summary>The customer's, where there is one; otherwise that of whom it is for.</summary>
    public Guid BranchId { get; private set; }

    /// <summary>Null: it is about no customer.</summary>
    public Guid? CustomerId { get; private set; }

    public string Subject { get; private set; } = "";
    public FollowUpKind Kind { get; private set; }
    public FollowUpPriority Priority { get; private set; }
    public FollowUpStatus Status { get; private set; }

    /// <summary>To the minute. Of a day without a time its last one.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>False: at any time of the day.</summary>
    public bool HasTime { get; private set; }

    /// <summary>Null: it lies with the branch.</summary>
    public Guid? OwnerId { get; private set; }

    /// <summary>The queue it waits in, or out of which its owner has it. Null: none.</summary>
    public Guid? QueueId { get; private set; }

    /// <summary>Who planned it. Null: the system.</summary>
    public Guid? PlannedBy { get; private init; }

    public DateTimeOffset PlannedAt { get; private init; }

    /// <summary>Null: it comes once.</summary>
    public FollowUpRepeat? Repeat { get; private set; }

    public FollowUpReminder Reminder { get; private set; }

    /// <summary>Null: nobody is reminded, or the time for it was over when it was planned.</summary>
    public DateTimeOffset? RemindAt { get; private set; }

    /// <summary>The day of the first of the series. Null: it comes once.</summary>
    public DateOnly? RepeatsFrom { get; private set; }

    /// <summary>The day it was planned for: to postpone it moves neither that nor the series.</summary>
    public DateOnly PlannedFor { get; private set; }

    /// <summary>The one it came out of. Null: none.</summary>
    public Guid? FollowsId { get; private init; }

    /// <summary>How often it was postponed.</summary>
    public int Postponed { get; private set; }

    public FollowUpOutcome? Outcome { get; private set; }

    /// <summary>When it was completed or dropped.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public Guid? EndedBy { get; private set; }

    public IReadOnlyList<FollowUpStep> Steps => steps;

    /// <summary>Who sees it though they neither have nor planned it.</summary>
    public IReadOnlyList<FollowUpFollower> Followers => followers;

    public DueTime Due => DueTime.Of(DueAt, HasTime);

    public bool IsEnded => Status is FollowUpStatus.Done or FollowUpStatus.Dropped;

    /// <param name="customer">Null: it is about none.</param>
    /// <param name="ownerId">Null: it lies with the branch.</param>
    /// <param name="by">Null: the system.</param>
    /// <param name="follows">The one it comes out of.</param>
    /// <param name="queue">In which it waits. Then it has no owner.</param>
    public static FollowUp For(
        Guid id, Guid branchId, Guid? customer, FollowUpPlan plan, Guid? ownerId, Guid? by, DateTimeOffset now, FollowUpWords? words = null, Guid? follows = null,
        Guid? queue = null)
    {
        RefuseDue(plan.Due, now);
        var followUp = new FollowUp
        {
            Id = id,
            BranchId = branchId,
            CustomerId = customer,
            OwnerId = ownerId,
            QueueId = queue,
            PlannedBy = by,
            PlannedAt = now,
            FollowsId = follows,
        };
        followUp.Take(plan, now);
        followUp.Step(FollowUpStepKind.Planned, by, now, words, to: ownerId == by ? null : ownerId, dueAt: followUp.DueAt, queue);
        return followUp;
    }

    public bool IsOverdue(DateTimeOffset now) => !IsEnded && now > DueAt;

    public void Change(FollowUpPlan plan, Guid by, DateTimeOffset now)
    {
        RefuseIfEnded();
        var isMoved = plan.Due != Due;
        if (isMoved)
        {
            RefuseDue(plan.Due, now);
        }

        Take(plan, now);
        Step(FollowUpStepKind.Changed, by, now, dueAt: isMoved ? DueAt : null);
    }

    /// <summary>Moves it to another column of the board: to do, begun, waiting.</summary>
    public void MoveTo(FollowUpStatus status, Guid by, DateTimeOffset now)
    {
        RefuseIfEnded();
        Refuse.If(Status == status, "It stands there already.");

        Status = status;
        Step(
            status switch
            {
                FollowUpStatus.Open => FollowUpStepKind.PutBack,
                FollowUpStatus.Started => FollowUpStepKind.Started,
                FollowUpStatus.Waiting => FollowUpStepKind.Waiting,
                _ => throw new ArgumentOutOfRangeException(nameof(status), status, "It is completed or dropped by other verbs."),
            },
            by, now);
        OwnerId ??= by;
    }

    public void Postpone(DueTime until, FollowUpWords? why, Guid by, DateTimeOffset now)
    {
        RefuseIfEnded();
        RefuseDue(until, now);
        Refuse.If(until.At <= DueAt, "It would not be later: choose a later time.");

        Set(until, now);
        Postponed++;
        Step(FollowUpStepKind.Postponed, by, now, why, dueAt: DueAt);
    }

    /// <summary>Moves it to another time: later is to postpone it; sooner moves neither the day it was planned for nor its series.</summary>
    public void MoveTo(DueTime due, Guid by, DateTimeOffset now)
    {
        if (due.At > DueAt)
        {
            Postpone(due, why: null, by, now);
            return;
        }

        RefuseIfEnded();
        Refuse.If(due == Due, "It stands there already.");
        RefuseDue(due, now);
        Set(due, now);
        Step(FollowUpStepKind.Changed, by, now, dueAt: DueAt);
    }

    /// <summary>Takes on what lies with the branch.</summary>
    public void Claim(Guid by, DateTimeOffset now)
    {
        RefuseIfEnded();
        Refuse.If(OwnerId == by, "It is yours already.");
        Refuse.If(OwnerId is not null, "A colleague has taken it on already.");

        OwnerId = by;
        Step(FollowUpStepKind.Claimed, by, now);
    }

    public void GiveTo(Guid toStaffId, FollowUpWords why, Guid by, DateTimeOffset now)
    {
        RefuseIfEnded();
        Refuse.If(OwnerId == toStaffId, "It already belongs to this colleague.");

        (OwnerId, QueueId) = (toStaffId, null);
        Step(FollowUpStepKind.Given, by, now, why, toStaffId);
    }

    /// <summary>Whoever works on it now stands in for its owner: the steps say so.</summary>
    public void IsWorkedOnBehalfOf(Guid owner) => onBehalfOf = owner;

    /// <summary>Puts it back into its queue; or to whoever gave it, or to the branch where one planned it oneself.</summary>
    public void HandBack(FollowUpWords why, Guid by, DateTimeOffset now)
    {
        RefuseIfEnded();
        Refuse.If(OwnerId != by, "Only who has it can hand it back.");

        OwnerId = QueueId is not null || PlannedBy == by ? null : PlannedBy;
        Step(FollowUpStepKind.HandedBack, by, now, why, OwnerId, queueId: QueueId);
    }

    public void Comment(FollowUpWords words, Guid by, DateTimeOffset now) => Step(FollowUpStepKind.Commented, by, now, words);

    /// <summary>Lets a colleague see it from now on.</summary>
    public void IsFollowedBy(Guid staffId, DateTimeOffset now) => followers.Add(FollowUpFollower.Of(this, staffId, now));

    public void Complete(FollowUpOutcome outcome, FollowUpWords? words, Guid by, DateTimeOffset now)
    {
        RefuseIfEnded();

        (Status, Outcome, EndedAt, EndedBy) = (FollowUpStatus.Done, outcome, now, by);
        OwnerId ??= by;
        Step(FollowUpStepKind.Completed, by, now, words);
    }

    /// <param name="by">Null: the system.</param>
    public void Drop(FollowUpWords why, Guid? by, DateTimeOffset now)
    {
        RefuseIfEnded();

        (Status, EndedAt, EndedBy) = (FollowUpStatus.Dropped, now, by);
        Step(FollowUpStepKind.Dropped, by, now, why);
    }

    /// <summary>Takes back that it was completed or dropped.</summary>
    public void Reopen(Guid by, DateTimeOffset now)
    {
        Refuse.If(!IsEnded, "It is open already.");

        (Status, Outcome, EndedAt, EndedBy) = (FollowUpStatus.Open, null, null, null);
        Step(FollowUpStepKind.Reopened, by, now);
    }

    /// <summary>What comes next of what comes again and again; null: nothing.</summary>
    public FollowUp? NextTime(Guid by, DateTimeOffset now)
    {
        if (Repeat is not { } repeat || RepeatsFrom is not { } first)
        {
            return null;
        }

        var today = Branch.DayAt(now);
        var day = DueTime.Next(repeat, first, after: PlannedFor > today ? PlannedFor : today);
        var next = For(
            Guid.CreateVersion7(now), BranchId, CustomerId, new(Subject, Kind, Priority, new(day, Due.Time), repeat, Reminder), QueueId is null ? OwnerId : null, by, now,
            follows: Id, queue: QueueId);
        next.RepeatsFrom = first;
        return next;
    }

    private void Take(FollowUpPlan plan, DateTimeOffset now)
    {
        (Subject, Kind, Priority, Reminder) = (plan.Subject, plan.Kind, plan.Priority, plan.Reminder);
        if (Repeat != plan.Repeat || PlannedFor == default || plan.Due != Due)
        {
            (Repeat, RepeatsFrom, PlannedFor) = (plan.Repeat, plan.Repeat is null ? null : plan.Due.Day, plan.Due.Day);
        }

        Set(plan.Due, now);
    }

    private void Set(DueTime due, DateTimeOffset now)
    {
        (DueAt, HasTime) = (due.At, due.Time is not null);
        RemindAt = due.RemindsAt(Reminder) is { } at && at > now ? at : null;
    }

    private void Step(
        FollowUpStepKind kind, Guid? by, DateTimeOffset now, FollowUpWords? words = null, Guid? to = null, DateTimeOffset? dueAt = null, Guid? queueId = null) =>
        steps.Add(FollowUpStep.Of(this, kind, by, now, words, to, dueAt, queueId, onBehalfOf));

    private static void RefuseDue(DueTime due, DateTimeOffset now)
    {
        var today = Branch.DayAt(now);
        Refuse.If(due.Day < today, "This day is over: choose today or a later day.");
        Refuse.If(due.Day > today.AddYears(MostYearsAhead), "Plan at most {0} years ahead.", MostYearsAhead);
    }

    private void RefuseIfEnded() => Refuse.If(IsEnded, "It has ended already: open it again first.");
}
