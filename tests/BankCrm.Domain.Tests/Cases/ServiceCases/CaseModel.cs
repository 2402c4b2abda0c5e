using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Cases.ServiceLevels;

namespace BankCrm.Domain.Tests.Cases.ServiceCases;

/// <summary>What becomes of a case, as the rules say it in words. Each act says whether it may be done.</summary>
internal sealed class CaseModel
{
    private readonly bool isComplaint;
    private readonly int received;
    private CasePromises promises;
    private bool wasAnswered;
    private bool wasExtended;
    private Guid category;

    public CaseModel(bool isComplaint, int received, Guid category, CasePromises promises)
    {
        (this.isComplaint, this.received, this.category, this.promises) = (isComplaint, received, category, promises);
        Start(received, withFirst: true);
    }

    public List<MinuteClock> Clocks { get; } = [];

    public bool IsEnded { get; private set; }

    public int Reopened { get; private set; }

    public bool IsPaused => !IsEnded && Closure.State is ClockState.Paused;

    public long DueSecond => Clocks.Exists(c => !c.IsStopped) ? Clocks.Where(c => !c.IsStopped).Min(c => c.DueSecond) : Clocks.Max(c => c.DueSecond);

    private MinuteClock Closure => Clocks.Last(c => c.Kind is CaseClockKind.Closure);

    public IEnumerable<string> Warn(int now) => [.. Clocks.SelectMany(c => c.Warn(now).Select(percent => $"{c.Kind} {percent}"))];

    public bool Answer(int now)
    {
        if (IsEnded)
        {
            return false;
        }

        wasAnswered = true;
        Clocks.Find(c => c.Kind is CaseClockKind.FirstAnswer && !c.IsStopped)?.Stop(now);
        return true;
    }

    public bool Pause(int now)
    {
        var may = !IsEnded && Closure.State is ClockState.Running;
        if (may)
        {
            Closure.Pause(now);
        }

        return may;
    }

    public bool Resume(int now)
    {
        var may = IsPaused;
        if (may)
        {
            Closure.Resume(now);
        }

        return may;
    }

    public bool Hear(int now, CasePromises ofCategory)
    {
        if (IsEnded)
        {
            Reopen(now, ofCategory);
        }

        return true;
    }

    public bool Reopen(int now, CasePromises ofCategory)
    {
        if (!IsEnded)
        {
            return false;
        }

        (IsEnded, wasExtended, promises) = (false, false, ofCategory);
        Reopened++;
        Start(now, withFirst: !wasAnswered);
        return true;
    }

    public bool End(int now)
    {
        if (IsEnded)
        {
            return false;
        }

        Clocks.Where(c => !c.IsStopped).ToList().ForEach(c => c.Stop(now));
        IsEnded = true;
        return true;
    }

    /// <summary>Another category promises something else from the beginning on, for what was neither kept nor paused, and not once it was opened again.</summary>
    public bool Change(Guid to, CasePromises ofCategory)
    {
        if (IsEnded)
        {
            return false;
        }

        if (to != category && Reopened == 0)
        {
            foreach (var (kind, target) in new[] { (CaseClockKind.FirstAnswer, ofCategory.FirstAnswer), (CaseClockKind.Closure, ofCategory.Closure) })
            {
                if (Clocks.Find(c => c.Kind == kind) is { State: ClockState.Running, WasPaused: false } clock && clock.Target != target)
                {
                    Clocks.Remove(clock);
                    Clocks.Add(new(kind, target, received));
                }
            }
        }

        category = to;
        return true;
    }

    public bool Extend()
    {
        if (IsEnded || !isComplaint || wasExtended)
        {
            return false;
        }

        wasExtended = true;
        Clocks.Last(c => c.Kind is CaseClockKind.Legal).Extend(ServiceCase.ComplexDays);
        return true;
    }

    private void Start(int now, bool withFirst)
    {
        if (withFirst)
        {
            Clocks.Add(new(CaseClockKind.FirstAnswer, promises.FirstAnswer, now));
        }

        Clocks.Add(new(CaseClockKind.Closure, promises.Closure, now));
        if (isComplaint)
        {
            Clocks.Add(new(CaseClockKind.Legal, ServiceTarget.Days(ClockKind.Calendar, ServiceCase.LegalDays), now));
        }
    }
}
