using BankCrm.Domain.Common;

namespace BankCrm.Domain.Counter.Tickets;

/// <summary>A window or desk of a branch, and who sits behind it.</summary>
[Class(DataClass.C1)]
public sealed class CounterWindow : Entity, IBranchScoped
{
    public const int HighestNumber = 99;

    private List<TicketKind> kinds = [];

    private CounterWindow() { } // EF Core

    public Guid BranchId { get; private init; }
    public int Number { get; private init; }

    /// <summary>Whom it calls.</summary>
    public IReadOnlyList<TicketKind> Kinds => kinds;

    public WindowState State { get; private set; }

    /// <summary>Null: it is closed.</summary>
    public Guid? StaffId { get; private set; }

    /// <summary>Since when it is as it is.</summary>
    public DateTimeOffset Since { get; private set; }

    public static CounterWindow Set(Guid id, Guid branchId, int number, DateTimeOffset now)
    {
        Refuse.If(number is < 1 or > HighestNumber, "Windows have numbers from 1 to {0}.", HighestNumber);
        return new() { Id = id, BranchId = branchId, Number = number, Since = now };
    }

    public void Open(Guid staffId, IReadOnlyList<TicketKind> serves, DateTimeOffset now)
    {
        Refuse.If(State is not WindowState.Closed && StaffId != staffId, "A colleague has this window open. Take another one.");
        Refuse.If(serves.Count == 0, "Choose whom the window serves.");
        (State, StaffId, Since, kinds) = (WindowState.Open, staffId, now, [.. serves.Distinct().Order()]);
    }

    public void Pause(DateTimeOffset now)
    {
        Refuse.If(State is not WindowState.Open, "The window is not open.");
        (State, Since) = (WindowState.Paused, now);
    }

    public void Resume(DateTimeOffset now)
    {
        Refuse.If(State is not WindowState.Paused, "The window is not on a break.");
        (State, Since) = (WindowState.Open, now);
    }

    public void Close(DateTimeOffset now)
    {
        Refuse.If(State is WindowState.Closed, "The window is closed already.");
        (State, StaffId, Since) = (WindowState.Closed, null, now);
    }
}
