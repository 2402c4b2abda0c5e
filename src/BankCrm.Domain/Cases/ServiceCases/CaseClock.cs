using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.ServiceCases;

/// <summary>One of the promises of a case, and how it was kept. A case that is opened again is given new ones; the old stay for the report.</summary>
[Class(DataClass.C1)]
public sealed class CaseClock : Entity, IBranchScoped, IOfCustomer
{
    private CaseClock() { } // EF Core

    public Guid CaseId { get; private init; }
    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }
    public CaseClockKind Kind { get; private init; }
    public ServiceClock Time { get; private set; } = null!;

    /// <summary>Up to when time counts: it was stopped then, or stands still since. Null: it runs.</summary>
    public DateTimeOffset? CountedUntil { get; private set; }

    /// <summary>When somebody has to be warned next. Null: never.</summary>
    public DateTimeOffset? NextWarningAt { get; private set; }

    /// <summary>Of several of one kind: the one that runs, otherwise the latest. Null: there is none.</summary>
    public static CaseClock? Counting(IEnumerable<CaseClock> ofOneKind) => ofOneKind.OrderBy(c => c.IsStopped).ThenByDescending(c => c.Time.StartedAt).FirstOrDefault();

    internal static CaseClock Start(ServiceCase about, CaseClockKind kind, ServiceTarget target, DateTimeOffset at, WorkingTime time)
    {
        var clock = new CaseClock
        {
            Id = Guid.CreateVersion7(at),
            CaseId = about.Id,
            CustomerId = about.CustomerId,
            BranchId = about.BranchId,
            Kind = kind,
            Time = ServiceClock.Start(target, at, time),
        };
        clock.Note(time);
        return clock;
    }

    internal bool IsRunning => Time.State is ClockState.Running;

    internal bool IsStopped => Time.State is ClockState.Stopped;

    internal void Pause(PauseReason reason, Guid by, DateTimeOffset at, WorkingTime time)
    {
        Time.Pause(reason, by, at);
        Note(time);
    }

    internal void Resume(DateTimeOffset at, WorkingTime time)
    {
        Time.Resume(at, time);
        Note(time);
    }

    internal void Extend(int days, WorkingTime time)
    {
        Time.Extend(days, time);
        Note(time);
    }

    internal void Stop(DateTimeOffset at, WorkingTime time)
    {
        Time.Stop(at);
        Note(time);
    }

    internal IReadOnlyList<int> Warn(DateTimeOffset now, WorkingTime time)
    {
        var due = Time.Warn(now, time);
        Note(time);
        return due;
    }

    private void Note(WorkingTime time)
    {
        (CountedUntil, NextWarningAt) = (Time.CountsUntil, Time.NextWarningAt(time));
    }
}

/// <summary>That so much of the time of a promise is used up.</summary>
/// <param name="Percent">50, 80 or 100.</param>
public sealed record CaseWarning(CaseClockKind Clock, int Percent, DateTimeOffset DueAt)
{
    public bool IsMissed => Percent >= 100;

    /// <summary>Somebody should be told.</summary>
    public bool IsUrgent => Percent >= 80;
}
