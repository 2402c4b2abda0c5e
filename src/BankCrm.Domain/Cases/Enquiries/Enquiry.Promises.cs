using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.Enquiries;

// Its clocks: those of a case without a category. The law knows complaints, not customers.
public sealed partial class Enquiry
{
    /// <summary>The clock of a promise. Null: there is none.</summary>
    public EnquiryClock? ClockOf(CaseClockKind kind) => clocks.Find(c => c.Kind == kind);

    /// <summary>Closure stands still, because it is somebody else's turn. The limit of the law and a first answer do not.</summary>
    public void Pause(PauseReason reason, CaseWords words, Guid by, DateTimeOffset now, WorkingTime time)
    {
        RefuseIfEnded();
        Closure().Do(clock => clock.Pause(reason, by, now), time);
        Step(EnquiryStepKind.Paused, by, now, words, CaseClockKind.Closure);
        Note();
    }

    public void Resume(Guid by, DateTimeOffset now, WorkingTime time)
    {
        RefuseIfEnded();
        Closure().Do(clock => clock.Resume(now, time), time);
        Step(EnquiryStepKind.Resumed, by, now, clock: CaseClockKind.Closure);
        Note();
    }

    /// <summary>The complaint is complex: the law gives 30 days in all. Beyond that one asks for it, and a second colleague decides.</summary>
    public void ExtendLegal(CaseWords why, Guid by, DateTimeOffset now, WorkingTime time)
    {
        var legal = LegalToExtend();
        if (LegalLimit == ServiceCase.LegalDays)
        {
            GiveTime(legal, ServiceCase.ComplexDays, time);
            Step(EnquiryStepKind.Extended, by, now, why, CaseClockKind.Legal);
            return;
        }

        Refuse.If(LegalLimit != ServiceCase.LegalDays + ServiceCase.ComplexDays, "The law gives no more than {0} days in all.", LegalLimit!);
        Refuse.If(TimeAskedBy is not null, "More time was asked for already.");
        TimeAskedBy = by;
        Step(EnquiryStepKind.AskedForTime, by, now, why, CaseClockKind.Legal);
    }

    public void DecideOnTime(bool approved, CaseWords? words, Guid by, DateTimeOffset now, WorkingTime time)
    {
        var legal = LegalToExtend();
        Refuse.If(TimeAskedBy is null, "Nobody has asked for more time.");
        Refuse.If(TimeAskedBy == by, "Whoever asked for it cannot approve it too: a colleague must.");
        TimeAskedBy = null;
        if (approved)
        {
            GiveTime(legal, ServiceCase.SpecialDays, time);
        }

        Step(approved ? EnquiryStepKind.Extended : EnquiryStepKind.RefusedTime, by, now, words, CaseClockKind.Legal);
    }

    /// <summary>Gives the warnings that are due and were not given. When a promise is missed, it is escalated once.</summary>
    /// <returns>Them.</returns>
    public IReadOnlyList<CaseWarning> Warn(DateTimeOffset now, WorkingTime time)
    {
        var given = new List<CaseWarning>();
        foreach (var clock in clocks)
        {
            clock.Do(it => given.AddRange(it.Warn(now, time).Select(percent => new CaseWarning(clock.Kind, percent, it.DueAt))), time);
        }

        foreach (var (kind, percent, _) in given)
        {
            Step(percent switch { 50 => EnquiryStepKind.Warned50, 80 => EnquiryStepKind.Warned80, _ => EnquiryStepKind.Warned100 }, null, now, clock: kind);
        }

        if (EscalatedAt is null && given.Find(w => w.IsMissed) is { } missed)
        {
            EscalatedAt = now;
            Step(EnquiryStepKind.Escalated, null, now, clock: missed.Clock);
        }

        return given;
    }

    private void StartClocks(WorkingTime time)
    {
        var promises = CasePromises.Of(null);
        clocks.Add(EnquiryClock.Start(this, CaseClockKind.FirstAnswer, promises.FirstAnswer, time));
        clocks.Add(EnquiryClock.Start(this, CaseClockKind.Closure, promises.Closure, time));
        if (Kind is CaseKind.Complaint)
        {
            clocks.Add(EnquiryClock.Start(this, CaseClockKind.Legal, ServiceTarget.Days(ClockKind.Calendar, ServiceCase.LegalDays), time));
            LegalLimit = ServiceCase.LegalDays;
        }

        Note();
    }

    private void StopClocks(DateTimeOffset now, WorkingTime time)
    {
        foreach (var clock in clocks.Where(c => !c.IsStopped))
        {
            clock.Do(it => it.Stop(now), time);
        }

        TimeAskedBy = null;
        Note();
    }

    private void GiveTime(EnquiryClock legal, int days, WorkingTime time)
    {
        legal.Do(clock => clock.Extend(days, time), time);
        LegalLimit += days;
        Note();
    }

    private EnquiryClock LegalToExtend()
    {
        RefuseIfEnded();
        var legal = ClockOf(CaseClockKind.Legal);
        Refuse.If(legal is null, "Only a complaint has a limit by law.");
        return legal!;
    }

    private EnquiryClock Closure() => ClockOf(CaseClockKind.Closure) ?? throw new InvalidOperationException("An enquiry has a clock for its closure.");

    private void Note()
    {
        List<EnquiryClock> open = [.. clocks.Where(c => !c.IsStopped)];
        IsPaused = open.Exists(c => c.Kind is CaseClockKind.Closure && c.Time.State is ClockState.Paused);
        DueAt = open.Count > 0 ? open.Min(c => c.Time.DueAt) : clocks.Max(c => c.Time.DueAt);
    }
}
