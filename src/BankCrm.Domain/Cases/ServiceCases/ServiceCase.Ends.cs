using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.Complaints;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.ServiceCases;

// How it ends, and what comes after.
public sealed partial class ServiceCase
{
    /// <param name="causeId">Of a complaint never null: the law wants the cause found.</param>
    /// <param name="words">What was done and put right, as the customer was told.</param>
    public void Resolve(Guid? causeId, CaseWords words, Guid by, DateTimeOffset now, WorkingTime time)
    {
        RefuseIfEnded();
        RefuseIfAbout(by);
        Refuse.If(Kind is CaseKind.Complaint && causeId is null, "Say what the complaint came from.");
        Refuse.If(CategoryId is null, "Sort the case into a category first.");
        Refuse.If(compensations.Any(c => c.State is CompensationState.Proposed), "A compensation waits for its second signature: have it decided first.");
        CauseId = causeId;
        OwnerId ??= by;
        End(CaseStatus.Resolved, now, by, now, time);
        Step(CaseStepKind.Resolved, by, now, words);
    }

    /// <summary>The process ends the day the withdrawal arrives (CBIRC Order 2020 No. 3).</summary>
    public void Withdraw(DateTimeOffset arrivedAt, CaseWords words, Guid by, DateTimeOffset now, WorkingTime time)
    {
        RefuseIfEnded();
        RefuseIfAbout(by);
        Refuse.If(arrivedAt > now || arrivedAt < ReceivedAt, "It arrived between the day the case came in and today.");
        var latest = clocks.Where(c => !c.IsStopped).Select(c => c.Time.Pauses is [.., var last] ? last.Until ?? last.From : c.Time.StartedAt).Max();
        End(CaseStatus.Withdrawn, arrivedAt < latest ? latest : arrivedAt, by, now, time);
        Step(CaseStepKind.Withdrawn, by, now, words);
    }

    /// <summary>The same matter of the same customer came in twice: the other case goes on.</summary>
    public void MergeInto(ServiceCase other, Guid by, DateTimeOffset now, WorkingTime time)
    {
        RefuseIfEnded();
        RefuseIfAbout(by);
        other.RefuseIfAbout(by);
        Refuse.If(other.Id == Id, "Choose another case than this one.");
        Refuse.If(other.CustomerId != CustomerId, "Only cases of the same customer can be merged. Link them instead.");
        Refuse.If(other.IsEnded, "The other case has ended already: open it again first.");
        MergedIntoId = other.Id;
        End(CaseStatus.Merged, now, by, now, time);
        Step(CaseStepKind.Merged, by, now, null, new(OtherCase: other.Id));
        other.Step(CaseStepKind.TookIn, by, now, null, new(OtherCase: Id));
    }

    /// <param name="by">Null: another system's answer led to it.</param>
    public void LinkWith(ServiceCase other, Guid? by, DateTimeOffset now)
    {
        RefuseIfAbout(by);
        other.RefuseIfAbout(by);
        Refuse.If(other.Id == Id, "Choose another case than this one.");
        Refuse.If(steps.Any(s => s.OtherCaseId == other.Id), "They are linked already.");
        Step(CaseStepKind.Linked, by, now, null, new(OtherCase: other.Id));
        other.Step(CaseStepKind.Linked, by, now, null, new(OtherCase: Id));
    }

    public void Reopen(CaseWords why, CasePromises promises, Guid by, DateTimeOffset now, WorkingTime time)
    {
        Refuse.If(!IsEnded, "It is open already.");
        RefuseIfAbout(by);
        Again(why, promises, by, now, time);
    }

    /// <param name="score">From 1, very unsatisfied, to 5, very satisfied.</param>
    /// <param name="by">Who asked. Null: another system did.</param>
    public void Rate(int score, CaseWords? words, Guid? by, DateTimeOffset now)
    {
        Refuse.If(Status is not CaseStatus.Resolved, "Ask when the case is resolved.");
        Refuse.If(Satisfaction is not null, "The customer has answered already.");
        Refuse.If(score is < 1 or > 5, "The answer is a number from 1 to 5.");
        RefuseIfAbout(by);
        Satisfaction = score;
        Step(CaseStepKind.Rated, by, now, words);
    }

    /// <summary>Somebody else than its owner looks at how it was handled. What is to be done again is opened again.</summary>
    public void Review(bool good, CaseWords? words, CasePromises promises, Guid by, DateTimeOffset now, WorkingTime time)
    {
        Refuse.If(Status is not CaseStatus.Resolved, "A case is reviewed when it is resolved.");
        Refuse.If(by == OwnerId || by == EndedBy, "Whoever handled it cannot review it.");
        Refuse.If(ReviewedBy is not null, "It was reviewed already.");
        RefuseIfAbout(by);
        Refuse.If(!good && words is null, "Write down what is to be done again.");
        Step(good ? CaseStepKind.Reviewed : CaseStepKind.SentBack, by, now, words);
        if (good)
        {
            ReviewedBy = by;
        }
        else
        {
            Again(null, promises, by, now, time);
        }
    }

    private void Again(CaseWords? why, CasePromises promises, Guid? by, DateTimeOffset now, WorkingTime time)
    {
        (Status, EndedAt, EndedBy, MergedIntoId, CauseId, Satisfaction, ReviewedBy, EscalatedAt) = (CaseStatus.Open, null, null, null, null, null, null, null);
        QueueId = OwnerId is null ? null : QueueId; // the queue may be closed by now
        Reopened++;
        Step(CaseStepKind.Reopened, by, now, why);
        StartClocks(promises, now, time, firstAnswer: ClockOf(CaseClockKind.FirstAnswer)?.IsStopped is not true || steps.All(s => s.Kind is not CaseStepKind.Answered));
    }

    private void End(CaseStatus status, DateTimeOffset at, Guid by, DateTimeOffset now, WorkingTime time)
    {
        foreach (var clock in clocks.Where(c => !c.IsStopped))
        {
            clock.Stop(at, time);
        }

        (Status, EndedAt, EndedBy, TimeAskedBy) = (status, now, by, null);
        Note();
    }
}
