using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.ServiceLevels;

public enum ClockState
{
    [Means("Clock running")] Running,
    [Means("Clock paused")] Paused,
    [Means("Clock stopped")] Stopped,
}

/// <summary>
/// The clock of one promise: when it is due, how much of it is used up, when to warn. It stands still only for a reason, and then what was left when it was
/// paused is left when it goes on; of days, so many whole ones are added as were waited.
/// </summary>
[Class(DataClass.C1)]
public sealed class ServiceClock
{
    /// <summary>Per cent of the time at which somebody is warned.</summary>
    public static readonly IReadOnlyList<int> Warnings = [50, 80, 100];

    private readonly List<ClockPause> pauses = [];

    private ServiceClock() { } // EF Core

    public ServiceTarget Target { get; private set; } = null!;
    public DateTimeOffset StartedAt { get; private init; }
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>All the time there is, counted as the target says.</summary>
    public TimeSpan Total { get; private set; }

    /// <summary>Null: it was not kept yet.</summary>
    public DateTimeOffset? StoppedAt { get; private set; }

    /// <summary>The highest warning that was given. 0: none.</summary>
    public int Warned { get; private set; }

    public IReadOnlyList<ClockPause> Pauses => pauses;

    /// <summary>Up to when time counts: it was stopped then, or stands still since. Null: it runs.</summary>
    public DateTimeOffset? CountsUntil => StoppedAt is { } stopped ? (pauses is [.., { Until: var until, From: var from }] && until == stopped ? from : stopped)
        : State is ClockState.Paused ? pauses[^1].From
        : null;

    public ClockState State => StoppedAt is not null ? ClockState.Stopped : pauses is [.., { Until: null }] ? ClockState.Paused : ClockState.Running;

    public static ServiceClock Start(ServiceTarget target, DateTimeOffset at, WorkingTime time)
    {
        var due = target.DueFrom(at, time);
        return new() { Target = target, StartedAt = at, DueAt = due.ToUniversalTime(), Total = time.Between(target.Kind, at, due) };
    }

    public void Pause(PauseReason reason, Guid by, DateTimeOffset at)
    {
        RefuseIfStopped();
        Refuse.If(State is ClockState.Paused, "The clock is paused already.");
        RefuseBackwards(at);
        pauses.Add(new(at, null, reason, by));
    }

    public void Resume(DateTimeOffset at, WorkingTime time)
    {
        RefuseIfStopped();
        Refuse.If(State is not ClockState.Paused, "The clock is running.");
        RefuseBackwards(at);

        var from = pauses[^1].From;
        pauses[^1] = pauses[^1] with { Until = at };
        if (from < DueAt) // what was late before stays late
        {
            DueAt = (Target.Unit is TargetUnit.Hours
                ? time.Add(Target.Kind, at, time.Between(Target.Kind, from, DueAt))
                : time.DueAfterDays(Target.Kind, DueAt, time.DaysBetween(Target.Kind, from, at))).ToUniversalTime();
        }
    }

    /// <summary>More time is granted, as the law allows for what is complex.</summary>
    /// <param name="more">Hours or days, as the target counts.</param>
    public void Extend(int more, WorkingTime time)
    {
        RefuseIfStopped();
        Refuse.If(State is ClockState.Paused, "Let the clock run before you give it more time.");
        var (target, before) = (Target.With(more), DueAt);
        DueAt = (Target.Unit is TargetUnit.Hours ? time.Add(Target.Kind, DueAt, TimeSpan.FromHours(more)) : time.DueAfterDays(Target.Kind, DueAt, more)).ToUniversalTime();
        Total += time.Between(Target.Kind, before, DueAt);
        Target = target;
    }

    /// <summary>What was promised is done.</summary>
    public void Stop(DateTimeOffset at)
    {
        RefuseIfStopped();
        RefuseBackwards(at);
        if (State is ClockState.Paused)
        {
            pauses[^1] = pauses[^1] with { Until = at };
        }

        StoppedAt = at;
    }

    /// <summary>It was not kept in time, or can no longer be. While it is paused it does not become late.</summary>
    public bool IsLate(DateTimeOffset now) => (CountsUntil ?? now) > DueAt;

    /// <summary>Per cent of the time that are used up; above 100 when it is late.</summary>
    public decimal UsedPercent(DateTimeOffset now, WorkingTime time) =>
        Total <= TimeSpan.Zero ? 100 : Math.Max(0, 100 - (100m * time.Between(Target.Kind, CountsUntil ?? now, DueAt).Ticks / Total.Ticks));

    /// <summary>The warnings that are due and were not given; from here on they were. Those that were missed come together.</summary>
    public IReadOnlyList<int> Warn(DateTimeOffset now, WorkingTime time)
    {
        if (State is not ClockState.Running)
        {
            return [];
        }

        var used = UsedPercent(now, time);
        List<int> due = [.. Warnings.Where(w => w > Warned && used >= w)];
        Warned = due.Count > 0 ? due[^1] : Warned;
        return due;
    }

    /// <summary>When the next warning is due, if it goes on running. Null: it does not run, or all were given.</summary>
    public DateTimeOffset? NextWarningAt(WorkingTime time)
    {
        if (State is not ClockState.Running || Warnings.FirstOrDefault(w => w > Warned) is not (> 0 and var next))
        {
            return null;
        }

        var since = pauses.Count > 0 ? pauses[^1].Until!.Value : StartedAt;
        var left = time.Between(Target.Kind, since, DueAt) - (Total * ((100 - next) / 100.0));
        return left <= TimeSpan.Zero ? since : time.Add(Target.Kind, since, left).ToUniversalTime();
    }

    private void RefuseIfStopped() => Refuse.If(StoppedAt is not null, "The clock has stopped.");

    private void RefuseBackwards(DateTimeOffset at) => Refuse.If(at < (pauses is [.., var last] ? last.Until ?? last.From : StartedAt), "A clock does not go backwards.");
}
