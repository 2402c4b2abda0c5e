using System.Globalization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Counter.Tickets;

/// <summary>Somebody's turn at the counters of a branch, on one day.</summary>
[Class(DataClass.C1)]
public sealed class CounterTicket : Entity, IBranchScoped, IAboutCustomer
{
    private readonly List<TicketStep> steps = [];

    private CounterTicket() { } // EF Core

    public Guid BranchId { get; private init; }
    public DateOnly Day { get; private init; }
    public TicketKind Kind { get; private set; }

    /// <summary>As on the paper: G001. It stays when the ticket goes to another queue.</summary>
    public string Label { get; private init; } = "";

    /// <summary>Null: nobody has said who they are.</summary>
    public Guid? CustomerId { get; private set; }

    public TicketState State { get; private set; }
    public DateTimeOffset IssuedAt { get; private init; }

    /// <summary>By what the queue is ordered: <see cref="CounterOrder.Rank"/>.</summary>
    public DateTimeOffset RankAt { get; private set; }

    /// <summary>Where they are called to or served; of one who waits, the only window that may call them. Null: any.</summary>
    public Guid? WindowId { get; private set; }

    /// <summary>When they were called first.</summary>
    public DateTimeOffset? CalledAt { get; private set; }

    /// <summary>When they were called last: the screen shows it.</summary>
    public DateTimeOffset? ShownAt { get; private set; }

    public DateTimeOffset? ServedAt { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    public IReadOnlyList<TicketStep> Steps => steps;

    public static string LabelOf(TicketKind kind, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{(kind switch { TicketKind.Vip => 'V', TicketKind.Business => 'B', _ => 'G' })}{number:000}");

    /// <param name="number">The next of this kind in the branch today.</param>
    public static CounterTicket Issue(Guid id, Guid branchId, DateOnly day, TicketKind kind, int number, Guid? customerId, Guid by, DateTimeOffset now)
    {
        var ticket = new CounterTicket
        {
            Id = id,
            BranchId = branchId,
            Day = day,
            Kind = kind,
            Label = LabelOf(kind, number),
            CustomerId = customerId,
            IssuedAt = now,
            RankAt = CounterOrder.Rank(kind, now),
        };
        ticket.Step(TicketStepKind.Issued, by, now);
        return ticket;
    }

    public void Call(Guid windowId, Guid by, DateTimeOffset now)
    {
        Refuse.If(State is not TicketState.Waiting, "This ticket does not wait any more.");
        (State, WindowId, ShownAt) = (TicketState.Called, windowId, now);
        CalledAt ??= now;
        Step(TicketStepKind.Called, by, now);
    }

    public void Recall(Guid by, DateTimeOffset now)
    {
        RefuseUnlessCalled();
        ShownAt = now;
        Step(TicketStepKind.Recalled, by, now);
    }

    public void DidNotCome(Guid by, DateTimeOffset now)
    {
        RefuseUnlessCalled();
        (State, ClosedAt) = (TicketState.NoShow, now);
        Step(TicketStepKind.NoShow, by, now);
    }

    /// <summary>They stand at the window, and are who they say.</summary>
    public void Serve(Guid by, DateTimeOffset now)
    {
        RefuseUnlessCalled();
        State = TicketState.Serving;
        ServedAt ??= now;
        Step(TicketStepKind.Served, by, now);
    }

    public void Identify(Guid customerId, Guid by, DateTimeOffset now)
    {
        Refuse.If(State is TicketState.Done or TicketState.NoShow, "This ticket is over.");
        Refuse.If(CustomerId == customerId, "The ticket is this customer's already.");
        CustomerId = customerId;
        Step(TicketStepKind.Identified, by, now);
    }

    /// <summary>The customer goes; what is left is done without them.</summary>
    public void Finish(Guid by, DateTimeOffset now)
    {
        Refuse.If(State is not TicketState.Serving, "Nobody is being served on this ticket.");
        (State, FinishedAt) = (TicketState.AfterWork, now);
        Step(TicketStepKind.Finished, by, now);
    }

    public void Close(Guid by, DateTimeOffset now)
    {
        Refuse.If(State is not (TicketState.Serving or TicketState.AfterWork), "Nobody is being served on this ticket.");
        FinishedAt ??= now;
        (State, ClosedAt) = (TicketState.Done, now);
        Step(TicketStepKind.Closed, by, now);
    }

    /// <summary>They go on waiting elsewhere, and lose none of the minutes they waited.</summary>
    /// <param name="windowId">The only one that may call them. Null: any that serves the kind.</param>
    /// <param name="note">What the next clerk should know.</param>
    public void Forward(TicketKind kind, Guid? windowId, TicketWords note, Guid by, DateTimeOffset now)
    {
        Refuse.If(State is not (TicketState.Called or TicketState.Serving), "Only who stands at a window is sent on.");
        Refuse.If(windowId is not null && windowId == WindowId, "They stand at this window already.");
        (State, Kind, WindowId, RankAt) = (TicketState.Waiting, kind, windowId, CounterOrder.Rank(kind, IssuedAt));
        Step(TicketStepKind.Forwarded, by, now, note);
    }

    private void Step(TicketStepKind kind, Guid by, DateTimeOffset now, TicketWords? words = null) => steps.Add(TicketStep.Of(this, kind, by, now, words));

    private void RefuseUnlessCalled() => Refuse.If(State is not TicketState.Called, "This ticket is not called at the moment.");
}
