using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Counter.Tickets;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Counter.Tickets;

/// <summary>Opens a window and says whom it serves; one that is not there yet is set up by who directs the counter.</summary>
[Allow(CounterPermissions.Serve)]
public sealed record OpenWindow
{
    public int? Number { get; init; }
    public bool General { get; init; } = true;
    public bool Business { get; init; } = true;
    public bool Vip { get; init; } = true;
}

public enum WindowChange
{
    [Means("Go on a break")] Pause,
    [Means("Go on")] Resume,
    [Means("Close the window")] Close,
}

/// <summary>A break, the end of one, or the end of the day at one's window.</summary>
[Allow(CounterPermissions.Serve)]
public sealed record ChangeMyWindow(WindowChange Change);

/// <summary>Closes the window of a colleague who left it open.</summary>
[Allow(CounterPermissions.Direct)]
public sealed record CloseWindow(Guid Id, uint Version);

internal sealed class OpenWindowValidator : AbstractValidator<OpenWindow>
{
    public OpenWindowValidator()
    {
        RuleFor(w => w.Number).NotNull().InclusiveBetween(1, CounterWindow.HighestNumber);
        RuleFor(w => w.General).Must((w, _) => w.General || w.Business || w.Vip).WithMessage("Choose whom the window serves.");
    }
}

internal sealed class ChangeMyWindowValidator : AbstractValidator<ChangeMyWindow>
{
    public ChangeMyWindowValidator() => RuleFor(w => w.Change).IsInEnum();
}

internal sealed class CloseWindowValidator : AbstractValidator<CloseWindow>
{
    public CloseWindowValidator() => RuleFor(w => w.Id).NotEmpty();
}

internal sealed class OpenWindowHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<OpenWindow>
{
    public async Task HandleAsync(OpenWindow command, CancellationToken ct)
    {
        var (branch, now) = (user.CounterBranch(), clock.GetUtcNow());
        Refuse.If(
            await db.CounterWindows.AnyAsync(w => w.StaffId == user.StaffId && w.State != WindowState.Closed && w.Number != command.Number, ct), "You have another window open. Close it first.");
        var known = await db.CounterWindows.Where(w => w.BranchId == branch && w.Number == command.Number).Select(w => (Guid?)w.Id).SingleOrDefaultAsync(ct);
        CounterWindow window;
        if (known is { } id)
        {
            window = await db.ForChangeAsync<CounterWindow>(id, ct);
        }
        else
        {
            Refuse.If(!user.May(CounterPermissions.Direct), "There is no such window. Whoever directs the counter opens a new one first.");
            db.Add(window = CounterWindow.Set(Guid.CreateVersion7(now), branch, command.Number!.Value, now));
        }

        window.Open(user.Person, [.. Kinds(command)], now);
    }

    private static IEnumerable<TicketKind> Kinds(OpenWindow command) =>
        ((TicketKind Kind, bool Serves)[])[(TicketKind.General, command.General), (TicketKind.Business, command.Business), (TicketKind.Vip, command.Vip)] is var all
            ? all.Where(k => k.Serves).Select(k => k.Kind) : [];
}

internal sealed class ChangeMyWindowHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<ChangeMyWindow>
{
    public async Task HandleAsync(ChangeMyWindow command, CancellationToken ct)
    {
        var (window, now) = (await db.MyWindowAsync(user, ct), clock.GetUtcNow());
        Refuse.If(
            command.Change is not WindowChange.Resume && await db.AtWindow(window.Id, Branch.DayAt(now)).AnyAsync(ct), "Somebody is at your window: finish with them first.");
        switch (command.Change)
        {
            case WindowChange.Pause:
                window.Pause(now);
                break;
            case WindowChange.Resume:
                window.Resume(now);
                break;
            default:
                window.Close(now);
                break;
        }
    }
}

internal sealed class CloseWindowHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<CloseWindow>
{
    public async Task HandleAsync(CloseWindow command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var window = await db.ForChangeAsync<CounterWindow>(command.Id, command.Version, ct);
        foreach (var id in await db.AtWindow(window.Id, Branch.DayAt(now)).Select(t => t.Id).ToListAsync(ct))
        {
            var left = await db.ForChangeAsync<CounterTicket>(id, ct);
            if (left.State is TicketState.Called)
            {
                left.DidNotCome(user.Person, now);
            }
            else
            {
                left.Close(user.Person, now);
            }
        }

        window.Close(now);
    }
}
