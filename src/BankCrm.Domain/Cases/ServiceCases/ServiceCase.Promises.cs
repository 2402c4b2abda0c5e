using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.ServiceCases;

// Its clocks.
public sealed partial class ServiceCase
{
    /// <summary>Closure stands still, because it is somebody else's turn. The limit of the law and a first answer do not.</summary>
    public void Pause(PauseReason reason, CaseWords words, Guid by, DateTimeOffset now, WorkingTime time)
    {
        RefuseIfEnded();
        RefuseIfAbout(by);
        Closure().Pause(reason, by, now, time);
        Step(CaseStepKind.Paused, by, now, words, new(Clock: CaseClockKind.Closure));
        Note();
    }

    public void Resume(Guid by, DateTimeOffset now, WorkingTime time)
    {
        RefuseIfEnded();
        RefuseIfAbout(by);
        Closure().Resume(now, time);
        Step(CaseStepKind.Resumed, by, now, null, new(Clock: CaseClockKind.Closure));
        Note();
    }

    /// <summary>Gives the warnings that are due and were not given. When a promise is missed, the case is escalated once.</summary>
    /// <returns>Them.</returns>
    public IReadOnlyList<CaseWarning> Warn(DateTimeOffset now, WorkingTime time)
    {
        List<CaseWarning> given = [.. clocks.SelectMany(c => c.Warn(now, time).Select(percent => new CaseWarning(c.Kind, percent, c.Time.DueAt)))];
        foreach (var (kind, percent, _) in given)
        {
            Step(percent switch { 50 => CaseStepKind.Warned50, 80 => CaseStepKind.Warned80, _ => CaseStepKind.Warned100 }, null, now, null, new(Clock: kind));
        }

        if (EscalatedAt is null && given.Find(w => w.IsMissed) is { } missed)
        {
            EscalatedAt = now;
            Step(CaseStepKind.Escalated, null, now, null, new(Clock: missed.Clock));
        }

        return given;
    }

    private void StartClocks(CasePromises promises, DateTimeOffset at, WorkingTime time, bool firstAnswer)
    {
        if (firstAnswer)
        {
            clocks.Add(CaseClock.Start(this, CaseClockKind.FirstAnswer, promises.FirstAnswer, at, time));
        }

        clocks.Add(CaseClock.Start(this, CaseClockKind.Closure, promises.Closure, at, time));
        if (Kind is CaseKind.Complaint)
        {
            StartLegal(at, time);
        }

        Note();
    }

    private void StartLegal(DateTimeOffset at, WorkingTime time)
    {
        clocks.Add(CaseClock.Start(this, CaseClockKind.Legal, ServiceTarget.Days(ClockKind.Calendar, LegalDays), at, time));
        LegalLimit = LegalDays;
    }

    // The promises of another category hold from the beginning, as long as nothing was kept or paused.
    private void Retarget(CasePromises promises, WorkingTime time)
    {
        foreach (var (kind, target) in ((CaseClockKind, ServiceTarget)[])[(CaseClockKind.FirstAnswer, promises.FirstAnswer), (CaseClockKind.Closure, promises.Closure)])
        {
            if (ClockOf(kind) is { IsRunning: true } clock && clock.Time.Pauses.Count == 0 && clock.Time.Target != target)
            {
                clocks.Remove(clock);
                clocks.Add(CaseClock.Start(this, kind, target, ReceivedAt, time));
            }
        }
    }

    private void Note()
    {
        List<CaseClock> open = [.. clocks.Where(c => !c.IsStopped)];
        IsPaused = open.Count > 0 && ClockOf(CaseClockKind.Closure) is { IsRunning: false, IsStopped: false };
        DueAt = open.Count > 0 ? open.Min(c => c.Time.DueAt) : clocks.Max(c => c.Time.DueAt);
    }

    private CaseClock Closure() => ClockOf(CaseClockKind.Closure) ?? throw new InvalidOperationException("An open case has a clock for its closure.");
}
