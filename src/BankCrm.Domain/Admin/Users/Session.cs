using BankCrm.Domain.Common;

namespace BankCrm.Domain.Admin.Users;

/// <summary>That a colleague is signed in at some browser. The browser holds a secret; only its hash is here.</summary>
[Class(DataClass.C1)]
public sealed class Session
{
    /// <summary>Signed out after so long without a click.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(15);

    /// <summary>Signed out after so long in any case.</summary>
    public static readonly TimeSpan AbsoluteLimit = TimeSpan.FromHours(8);

    /// <summary>For so long after they have shown that it is them they are not asked again, for the same purpose.</summary>
    public static readonly TimeSpan StepUpLimit = TimeSpan.FromMinutes(5);

    private Session() { } // EF Core

    public Session(Guid staffId, byte[] secretHash, string? ip, string? browser, DateTimeOffset now)
    {
        StaffId = staffId;
        SecretHash = secretHash;
        Ip = ip;
        Browser = browser is { Length: > 200 } ? browser[..200] : browser;
        OpenedAt = now;
        SeenAt = now;
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid StaffId { get; private init; }

    /// <summary>SHA-256 of the secret in the cookie.</summary>
    [Class(DataClass.C3)]
    public byte[] SecretHash { get; private init; } = [];

    public string? Ip { get; private init; }
    public string? Browser { get; private init; }
    public DateTimeOffset OpenedAt { get; private init; }

    /// <summary>The last click, to the minute.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>For what they showed last that it is them. Null: for nothing yet.</summary>
    public StepUpPurpose? ShownFor { get; private set; }

    public DateTimeOffset? ShownAt { get; private set; }

    public bool IsOver(DateTimeOffset now) => Left(now) < TimeSpan.Zero;

    /// <summary>Until it is over if nobody clicks; below zero once it is.</summary>
    public TimeSpan Left(DateTimeOffset now) => TimeSpan.FromTicks(Math.Min((SeenAt + IdleLimit - now).Ticks, (OpenedAt + AbsoluteLimit - now).Ticks));

    public void Seen(DateTimeOffset now) => SeenAt = now;

    /// <summary>They have shown with their password or a passkey that it is them, for one purpose: what they showed before for another one counts no more.</summary>
    public void Show(StepUpPurpose purpose, DateTimeOffset now) => (ShownFor, ShownAt) = (purpose, now);

    /// <summary>For what they need not show it now.</summary>
    public StepUpPurpose? ShownStill(DateTimeOffset now) => ShownAt > now - StepUpLimit ? ShownFor : null;
}
