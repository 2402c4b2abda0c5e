using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.Notices;

/// <summary>That a colleague should look at something. Read by them alone; what it is about is looked up when they read it, with their rights.</summary>
[Class(DataClass.C1)]
public sealed class Notice : IBranchScoped
{
    private Notice() { } // EF Core

    public Guid Id { get; private init; }

    /// <summary>Of what it is about: who no longer works there no longer sees it.</summary>
    public Guid BranchId { get; private init; }

    /// <summary>Who should look.</summary>
    public Guid StaffId { get; private init; }

    public NoticeKind Kind { get; private init; }

    /// <summary>Of a follow-up, a case, an absence, a campaign, a reported death or a colleague: the kind says which.</summary>
    public Guid AboutId { get; private init; }

    /// <summary>Null: the clock, or a rule.</summary>
    public Guid? By { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>For what the clock tells: the moment that is meant. Of one moment it tells once. Null: a colleague did it.</summary>
    public DateTimeOffset? Moment { get; private init; }

    /// <summary>Null: not yet.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    public static Notice Of(NoticeKind kind, Guid aboutId, Guid branchId, Guid toStaffId, Guid? by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        BranchId = branchId,
        StaffId = toStaffId,
        Kind = kind,
        AboutId = aboutId,
        By = by,
        At = now,
    };

    /// <summary>What the clock tells, once for each moment that is meant.</summary>
    public static Notice OfClock(NoticeKind kind, Guid aboutId, Guid branchId, Guid toStaffId, DateTimeOffset moment, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        BranchId = branchId,
        StaffId = toStaffId,
        Kind = kind,
        AboutId = aboutId,
        At = now,
        Moment = moment,
    };

    public void WasRead(DateTimeOffset now) => ReadAt ??= now;
}

/// <summary>Why somebody should look.</summary>
public enum NoticeKind
{
    [Means("It is time")] Reminder,
    [Means("Given to you")] Given,
    [Means("Handed back to you")] HandedBack,
    [Means("You were named in a comment")] Mentioned,
    [Means("Overdue")] Overdue,
    [Means("A colleague is late with it")] Escalated,
    [Means("A case was given to you")] CaseGiven,
    [Means("A promise to a customer is due soon")] CaseAtRisk,
    [Means("A promise to a customer was missed")] CaseMissed,
    [Means("You stand in for a colleague")] StandsIn,
    [Means("Letters wait to be handed over")] LettersWait,
    [Means("WeChat messages wait to be handed over")] WeChatWaits,
    [Means("A death was reported and waits for a second person")] DeathReported,
    [Means("A reported death still waits for a second person")] DeathWaits,
    [Means("A customer has died")] DeathConfirmed,
    [Means("How you sign in was changed")] SignInChanged,
    [Means("A customer wrote by e-mail on a case of yours")] CaseHeard,
    [Means("A customer has died, as an import or another system tells")] DeathTold,
}
