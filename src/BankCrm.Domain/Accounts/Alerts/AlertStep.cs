using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Alerts;

/// <summary>What was done about an alert. Never changed.</summary>
[Class(DataClass.C2)]
public sealed class AlertStep : Entity, IForCompliance
{
    public const int TextMaxLength = 2000;
    public const string TextColumn = "alert_steps.text";

    private AlertStep() { } // EF Core

    public Guid AlertId { get; private init; }
    public AlertStepKind Kind { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>Null: the system.</summary>
    public Guid? By { get; private init; }

    /// <summary>Who it was given to. Null: the step gives it to nobody.</summary>
    public Guid? To { get; private init; }

    /// <summary>What was written. Null: nothing.</summary>
    public Sealed? Text { get; private init; }

    internal static AlertStep Of(Guid alertId, AlertStepKind kind, Guid by, DateTimeOffset now, AlertWords? words, Guid? to) => new()
    {
        Id = words?.StepId ?? Guid.CreateVersion7(now),
        AlertId = alertId,
        Kind = kind,
        At = now,
        By = by,
        To = to,
        Text = words?.Text,
    };
}

/// <summary>What was written about an alert, sealed for the step it becomes. Its key is no customer's: what was reported stays readable as long as the law asks.</summary>
public sealed record AlertWords(Guid StepId, Sealed Text);
