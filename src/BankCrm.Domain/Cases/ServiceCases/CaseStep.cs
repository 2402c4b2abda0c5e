using BankCrm.Domain.Cases.Queues;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.ServiceCases;

/// <summary>What happened to a case. Never changed.</summary>
[Class(DataClass.C1)]
public sealed class CaseStep : Entity, IBranchScoped, IOfCustomer
{
    public const int TextMaxLength = 8000;
    public const string TextColumn = "case_steps.text";

    private CaseStep() { } // EF Core

    public Guid CaseId { get; private init; }
    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }
    public CaseStepKind Kind { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>Null: the system.</summary>
    public Guid? By { get; private init; }

    /// <summary>Who it was given to. Null: the step gives it to nobody.</summary>
    public Guid? To { get; private init; }

    /// <summary>The case it was merged into or linked with. Null: the step is about no other.</summary>
    public Guid? OtherCaseId { get; private init; }

    /// <summary>Which promise was nearly or wholly missed, paused or given more time. Null: the step is about none.</summary>
    public CaseClockKind? Clock { get; private init; }

    /// <summary>Into which or out of which it went. Null: none.</summary>
    public Guid? QueueId { get; private init; }

    /// <summary>By what sum the queue was chosen, as JSON. Null: a person chose it, or the step is about none.</summary>
    public string? Chosen { get; private init; }

    /// <summary>How customer and bank spoke. Null: they did not.</summary>
    public CaseChannel? Channel { get; private init; }

    /// <summary>What was written. Null: nothing.</summary>
    [Class(DataClass.C2)]
    public Sealed? Text { get; private init; }

    internal static CaseStep Of(ServiceCase about, CaseStepKind kind, Guid? by, DateTimeOffset now, CaseWords? words, StepDetail detail = default) => new()
    {
        Id = words?.StepId ?? Guid.CreateVersion7(now),
        CaseId = about.Id,
        CustomerId = about.CustomerId,
        BranchId = about.BranchId,
        Kind = kind,
        At = now,
        By = by,
        To = detail.To,
        OtherCaseId = detail.OtherCase,
        Clock = detail.Clock,
        Channel = detail.Channel,
        QueueId = detail.Queue,
        Chosen = detail.Chosen?.ToJson(),
        Text = words?.Text,
    };
}

/// <summary>What was written about a case, sealed for the step it becomes.</summary>
public sealed record CaseWords(Guid StepId, Sealed Text);

/// <summary>What else a step says.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct StepDetail(Guid? To = null, Guid? OtherCase = null, CaseClockKind? Clock = null, CaseChannel? Channel = null, Guid? Queue = null, QueueChoice? Chosen = null);
