using BankCrm.Domain.Common;

namespace BankCrm.Domain.Counter.Tickets;

/// <summary>For what somebody waits.</summary>
public enum TicketKind
{
    [Means("General business")] General,
    [Means("Corporate business")] Business,
    [Means("VIP service")] Vip,
}

public enum TicketState
{
    [Means("Waiting at the counter")] Waiting,
    [Means("Called")] Called,
    [Means("Being served")] Serving,

    /// <summary>The customer has gone; the clerk finishes what is left.</summary>
    [Means("Work after the customer")] AfterWork,

    [Means("Served")] Done,
    [Means("Did not come")] NoShow,
}

public enum WindowState
{
    [Means("Window closed")] Closed,
    [Means("Window open")] Open,
    [Means("On a break")] Paused,
}

/// <summary>What happened to a ticket.</summary>
public enum TicketStepKind
{
    [Means("Took the ticket")] Issued,
    [Means("Called to the window")] Called,
    [Means("Called once more")] Recalled,
    [Means("Serving began")] Served,
    [Means("Serving ended")] Finished,
    [Means("All done")] Closed,
    [Means("Did not come")] NoShow,
    [Means("Sent to another queue")] Forwarded,
    [Means("Customer identified")] Identified,
}

/// <summary>Who comes next: the minutes they wait, and a head start for some. Everybody's minutes count alike, so the order never turns round.</summary>
public static class CounterOrder
{
    /// <summary>So many minutes ahead of those who came at the same moment.</summary>
    public static int HeadStart(TicketKind kind) => kind switch
    {
        TicketKind.Vip => 15,
        TicketKind.Business => 5,
        _ => 0,
    };

    /// <summary>The earliest is called first.</summary>
    public static DateTimeOffset Rank(TicketKind kind, DateTimeOffset waitsSince) => waitsSince.AddMinutes(-HeadStart(kind));
}

/// <summary>What a branch promises at its counters.</summary>
public static class CounterPromise
{
    public static readonly TimeSpan Waiting = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Whole = TimeSpan.FromMinutes(30);
}
