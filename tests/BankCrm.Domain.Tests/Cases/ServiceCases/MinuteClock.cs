using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Cases.ServiceLevels;

namespace BankCrm.Domain.Tests.Cases.ServiceCases;

/// <summary>One promise, counted by minutes.</summary>
internal sealed class MinuteClock
{
    private static readonly int[] Warnings = [50, 80, 100];

    private readonly long total;
    private long extended;
    private int? stopped;
    private int? pausedSince;
    private int runsSince;
    private int warned;

    public MinuteClock(CaseClockKind kind, ServiceTarget target, int start)
    {
        (Kind, Target, Start, runsSince) = (kind, target, start, start);
        DueSecond = target.Unit is TargetUnit.Hours
            ? MinuteCalendar.After(target.Kind, start, target.Amount * 3600L)
            : MinuteCalendar.EndOf(MinuteCalendar.DayAfter(target.Kind, MinuteCalendar.DayOf(start), target.Amount));
        total = MinuteCalendar.Between(target.Kind, start, DueSecond);
    }

    public CaseClockKind Kind { get; }

    public ServiceTarget Target { get; }

    public int Start { get; }

    public long DueSecond { get; private set; }

    public bool WasPaused { get; private set; }

    public bool IsStopped => stopped is not null;

    public ClockState State => stopped is not null ? ClockState.Stopped : pausedSince is not null ? ClockState.Paused : ClockState.Running;

    public void Pause(int now) => (pausedSince, WasPaused) = (now, true);

    public void Resume(int now)
    {
        var since = pausedSince!.Value;
        if (since * 60L < DueSecond)
        {
            DueSecond = Target.Unit is TargetUnit.Hours
                ? MinuteCalendar.After(Target.Kind, now, MinuteCalendar.Between(Target.Kind, since, DueSecond))
                : MinuteCalendar.EndOf(MinuteCalendar.DayAfter(
                    Target.Kind, (int)(DueSecond / 60 / MinuteCalendar.MinutesADay), MinuteCalendar.DaysAfter(Target.Kind, MinuteCalendar.DayOf(since), MinuteCalendar.DayOf(now))));
        }

        (pausedSince, runsSince) = (null, now);
    }

    public void Stop(int now) => stopped = now;

    public void Extend(int days)
    {
        var before = DueSecond;
        DueSecond = MinuteCalendar.EndOf(MinuteCalendar.DayAfter(Target.Kind, (int)(DueSecond / 60 / MinuteCalendar.MinutesADay), days));
        extended += DueSecond - before;
    }

    public bool IsLate(int now) => CountedUntil(now) * 60L > DueSecond;

    public decimal UsedPercent(int now) => Percent(MinuteCalendar.Between(Target.Kind, CountedUntil(now), DueSecond));

    public IEnumerable<int> Warn(int now)
    {
        if (State is not ClockState.Running)
        {
            return [];
        }

        var used = UsedPercent(now);
        List<int> due = [.. Warnings.Where(w => w > warned && used >= w)];
        warned = due.Count > 0 ? due[^1] : warned;
        return due;
    }

    /// <summary>The first minute, since it runs, in which so much of the time is used up that somebody must be told. Null: it does not run, or all was told.</summary>
    public int? NextWarning()
    {
        if (State is not ClockState.Running || warned == 100)
        {
            return null;
        }

        var next = warned switch { 0 => 50, 50 => 80, _ => 100 };
        return MinuteCalendar.First(runsSince, Math.Max(runsSince, (int)(DueSecond / 60) + 1), minute => Percent(MinuteCalendar.Between(Target.Kind, minute, DueSecond)) >= next);
    }

    private decimal Percent(long left) => Math.Max(0, 100 - (100m * left / (total + extended)));

    private int CountedUntil(int now) => pausedSince ?? stopped ?? now;
}
