using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.Enquiries;

/// <summary>One of the promises to somebody who is no customer, and how it was kept.</summary>
[Class(DataClass.C1)]
public sealed class EnquiryClock : Entity, IBranchScoped
{
    private EnquiryClock() { } // EF Core

    public Guid EnquiryId { get; private init; }
    public Guid BranchId { get; private set; }
    public CaseClockKind Kind { get; private init; }
    public ServiceClock Time { get; private set; } = null!;

    /// <summary>Up to when time counts: it was stopped then, or stands still since. Null: it runs.</summary>
    public DateTimeOffset? CountedUntil { get; private set; }

    /// <summary>When somebody has to be warned next. Null: never.</summary>
    public DateTimeOffset? NextWarningAt { get; private set; }

    internal static EnquiryClock Start(Enquiry about, CaseClockKind kind, ServiceTarget target, WorkingTime time)
    {
        var clock = new EnquiryClock
        {
            Id = Guid.CreateVersion7(about.ReceivedAt),
            EnquiryId = about.Id,
            BranchId = about.BranchId,
            Kind = kind,
            Time = ServiceClock.Start(target, about.ReceivedAt, time),
        };
        clock.Do(_ => { }, time);
        return clock;
    }

    internal bool IsStopped => Time.State is ClockState.Stopped;

    internal void Do(Action<ServiceClock> verb, WorkingTime time)
    {
        verb(Time);
        (CountedUntil, NextWarningAt) = (Time.CountsUntil, Time.NextWarningAt(time));
    }
}
