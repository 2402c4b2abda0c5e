using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Alerts;

/// <summary>
/// Something about a customer's money that somebody must look at within <see cref="TimeToAnswer"/>. Behind the wall: neither the customer's record and
/// history nor counts tell of it, and it points at the customer without binding them. Raised together with the movements; figures grow with what comes.
/// </summary>
[Class(DataClass.C2)]
public sealed class MovementAlert : Entity, IForCompliance
{
    public const int KeyMaxLength = 80;
    public const int LimitMaxLength = 200;
    public const int RatesMaxLength = 1000;

    /// <summary>Elapsed hours, at any time of day and week.</summary>
    public static readonly TimeSpan TimeToAnswer = TimeSpan.FromHours(24);

    private readonly List<AlertStep> steps = [];

    private MovementAlert() { } // EF Core

    /// <summary>The record at the time; it may have been merged into another since.</summary>
    public Guid CustomerId { get; private init; }

    public AlertRule Rule { get; private init; }
    public AlertDirection Direction { get; private init; }

    /// <summary>The booking day.</summary>
    public DateOnly Day { get; private init; }

    /// <summary>Tells alerts of one customer and day apart: the rule, the direction, where needed the account.</summary>
    public string Key { get; private init; } = "";

    /// <summary>In home currency, converted at <see cref="Rates"/>. Null: the rule is not about an amount.</summary>
    public decimal? Amount { get; private init; }

    public int Movements { get; private init; }

    /// <summary>The account that a hint is about. Null: of all, or of none.</summary>
    public Guid? AccountId { get; private init; }

    /// <summary>What was reached, in words of numbers and codes: "CNY 50000; USD 10000".</summary>
    public string Limit { get; private init; } = "";

    /// <summary>From when on the rule that was applied holds.</summary>
    public DateOnly RuleFrom { get; private init; }

    /// <summary>The rates of exchange that were applied: "USD 7.1; EUR 7.8". Empty: none.</summary>
    public string Rates { get; private init; } = "";

    public DateTimeOffset RaisedAt { get; private init; }
    public DateTimeOffset DueAt { get; private init; }
    public AlertStatus Status { get; private set; }

    /// <summary>Null: nobody yet.</summary>
    public Guid? OwnerId { get; private set; }

    /// <summary>When it was first escalated or closed: what the clock asks for. Null: not yet.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    public AlertClosing? ClosedAs { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    public IReadOnlyList<AlertStep> Steps => steps;

    public void Acknowledge(Guid byStaffId, DateTimeOffset now)
    {
        RefuseIfClosed();
        Refuse.If(Status is not AlertStatus.Raised, "Somebody is looking at the alert already.");

        (Status, OwnerId) = (AlertStatus.Acknowledged, byStaffId);
        Step(AlertStepKind.Acknowledged, byStaffId, now);
    }

    public void Note(AlertWords words, Guid byStaffId, DateTimeOffset now) => Step(AlertStepKind.Noted, byStaffId, now, words);

    public void Assign(Guid toStaffId, AlertWords why, Guid byStaffId, DateTimeOffset now)
    {
        RefuseIfClosed();
        Refuse.If(OwnerId == toStaffId, "The alert already belongs to this colleague.");

        OwnerId = toStaffId;
        Step(AlertStepKind.Assigned, byStaffId, now, why, toStaffId);
    }

    public void Escalate(Guid toStaffId, AlertWords why, Guid byStaffId, DateTimeOffset now)
    {
        RefuseIfClosed();
        Refuse.If(toStaffId == byStaffId, "Escalate to somebody else.");

        (Status, OwnerId, AnsweredAt) = (AlertStatus.Escalated, toStaffId, AnsweredAt ?? now);
        Step(AlertStepKind.Escalated, byStaffId, now, why, toStaffId);
    }

    public void Close(AlertClosing closing, AlertWords why, Guid byStaffId, DateTimeOffset now)
    {
        RefuseIfClosed();
        Refuse.If(Status is AlertStatus.Raised, "Take the alert in hand before you close it.");

        (Status, ClosedAs, ClosedAt, AnsweredAt) = (AlertStatus.Closed, closing, now, AnsweredAt ?? now);
        Step(AlertStepKind.Closed, byStaffId, now, why);
    }

    private void Step(AlertStepKind kind, Guid by, DateTimeOffset now, AlertWords? words = null, Guid? to = null) =>
        steps.Add(AlertStep.Of(Id, kind, by, now, words, to));

    private void RefuseIfClosed() => Refuse.If(Status is AlertStatus.Closed, "The alert is closed already.");
}
