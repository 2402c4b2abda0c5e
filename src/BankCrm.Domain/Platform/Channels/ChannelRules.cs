using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Domain.Platform.Channels;

/// <summary>When a channel sends, how often it tries, and whether it sends at all. There is one for each channel.</summary>
[Class(DataClass.C1)]
[AuditedAs(AuditEvents.SettingChanged)]
public sealed class ChannelRules : Entity
{
    public const int ReasonMaxLength = 200;
    public const int MostWaits = 12;
    public const int MostTriesEver = 30;
    public const int MostMinutes = 24 * 60;

    private List<int> waits = [1, 5, 30, 120];

    private ChannelRules() { } // EF Core

    public ChannelKind Channel { get; private init; }

    /// <summary>When nobody is written to who did not ask for it, as the clocks at the counters show it. Equal to its end: at no time.</summary>
    public TimeOnly QuietFrom { get; private set; } = new(21, 0);

    public TimeOnly QuietUntil { get; private set; } = new(8, 0);

    /// <summary>Minutes before the next try; the last one again and again.</summary>
    public IReadOnlyList<int> Waits => waits;

    /// <summary>After so many a message lies until somebody looks at it.</summary>
    public int MostTries { get; private set; } = 8;

    /// <summary>Null: it sends.</summary>
    public DateTimeOffset? StoppedAt { get; private set; }

    public Guid? StoppedBy { get; private set; }

    /// <summary>Why it was stopped. Empty: it sends.</summary>
    public string StoppedBecause { get; private set; } = "";

    public static ChannelRules Of(Guid id, ChannelKind channel) => new() { Id = id, Channel = channel };

    public void Change(TimeOnly quietFrom, TimeOnly quietUntil, IReadOnlyList<int> minutes, int mostTries)
    {
        Refuse.If(minutes.Count is 0 or > MostWaits, "Give between 1 and {0} waits.", MostWaits);
        Refuse.If(minutes.Any(m => m is < 1 or > MostMinutes), "Each wait is between 1 and {0} minutes.", MostMinutes);
        Refuse.If(mostTries is < 1 or > MostTriesEver, "Try between 1 and {0} times.", MostTriesEver);
        (QuietFrom, QuietUntil, MostTries, waits) = (quietFrom, quietUntil, mostTries, [.. minutes]);
    }

    /// <summary>Nothing leaves by this channel any more. What waits goes on waiting.</summary>
    public void Stop(string because, Guid by, DateTimeOffset now)
    {
        Refuse.If(StoppedAt is not null, "The channel is stopped already.");
        (StoppedAt, StoppedBy, StoppedBecause) = (now, by, because);
    }

    public void Start()
    {
        Refuse.If(StoppedAt is null, "The channel sends already.");
        (StoppedAt, StoppedBy, StoppedBecause) = (null, null, "");
    }

    /// <summary>When the quiet hours end in which a moment lies. Null: it lies in none.</summary>
    /// <param name="local">As the clocks at the counters show it.</param>
    public DateTimeOffset? QuietEnds(DateTimeOffset local)
    {
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        if (QuietFrom == QuietUntil || !time.IsBetween(QuietFrom, QuietUntil))
        {
            return null;
        }

        var end = new DateTimeOffset(local.Date + QuietUntil.ToTimeSpan(), local.Offset);
        return end > local ? end : end.AddDays(1);
    }

    /// <summary>How long to wait after so many tries.</summary>
    /// <param name="jitter">From 0 to 1: those that failed together do not come back together.</param>
    public TimeSpan WaitAfter(int tries, double jitter)
    {
        var wait = TimeSpan.FromMinutes(waits[Math.Clamp(tries - 1, 0, waits.Count - 1)]);
        return wait + (wait * (0.2 * jitter));
    }
}
