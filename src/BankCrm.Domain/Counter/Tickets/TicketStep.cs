using BankCrm.Domain.Common;

namespace BankCrm.Domain.Counter.Tickets;

/// <summary>What happened to a ticket. Never changed.</summary>
[Class(DataClass.C1)]
public sealed class TicketStep : Entity, IBranchScoped
{
    public const int TextMaxLength = 300;
    public const string TextColumn = "ticket_steps.text";

    private TicketStep() { } // EF Core

    public Guid TicketId { get; private init; }
    public Guid BranchId { get; private init; }
    public TicketStepKind Kind { get; private init; }
    public DateTimeOffset At { get; private init; }
    public Guid By { get; private init; }

    /// <summary>Where it happened. Null: at no window.</summary>
    public Guid? WindowId { get; private init; }

    /// <summary>Null: nothing was written.</summary>
    [Class(DataClass.C2)]
    public Sealed? Text { get; private init; }

    internal static TicketStep Of(CounterTicket ticket, TicketStepKind kind, Guid by, DateTimeOffset now, TicketWords? words) => new()
    {
        Id = words?.StepId ?? Guid.CreateVersion7(now),
        TicketId = ticket.Id,
        BranchId = ticket.BranchId,
        Kind = kind,
        At = now,
        By = by,
        WindowId = ticket.WindowId,
        Text = words?.Text,
    };
}

/// <summary>What was written about a ticket, sealed for the step it becomes.</summary>
public sealed record TicketWords(Guid StepId, Sealed Text);
