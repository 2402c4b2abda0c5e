using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Counter.Tickets;
using BankCrm.Domain.Customers.Notes;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Counter.Tickets;

/// <summary>Calls whoever comes next to one's window. Of two windows at the same moment each gets another one.</summary>
[Allow(CounterPermissions.Serve)]
public sealed record CallNext;

public enum TicketChange
{
    [Means("Call once more")] Recall,
    [Means("They did not come")] NoShow,
    [Means("Begin to serve")] Serve,
    [Means("The customer goes")] Finish,
    [Means("All done")] Close,
}

/// <summary>The next step with whoever is at one's window.</summary>
[Allow(CounterPermissions.Serve)]
public sealed record ChangeTicket(Guid Id, uint Version, TicketChange Change);

/// <summary>Sends whoever is at one's window to another queue or window, where they go on waiting from when they came.</summary>
[Allow(CounterPermissions.Serve)]
public sealed record ForwardTicket(Guid Id, uint Version, TicketKind Kind, Guid? WindowId, string? Note);

internal sealed class CallNextValidator : AbstractValidator<CallNext>;

internal sealed class ChangeTicketValidator : AbstractValidator<ChangeTicket>
{
    public ChangeTicketValidator() => RuleFor(t => t.Change).IsInEnum();
}

internal sealed class ForwardTicketValidator : AbstractValidator<ForwardTicket>
{
    public ForwardTicketValidator()
    {
        RuleFor(t => t.Kind).IsInEnum();
        RuleFor(t => t.Note!).NotEmpty().IsClean(TicketStep.TextMaxLength);
    }
}

internal sealed class CallNextHandler(CrmDb db, CurrentUser user, ICounterQueue queue, TimeProvider clock) : ICommandHandler<CallNext>
{
    public async Task HandleAsync(CallNext command, CancellationToken ct)
    {
        var (window, now) = (await db.MyWindowAsync(user, ct), clock.GetUtcNow());
        var today = Branch.DayAt(now);
        Refuse.If(window.State is not WindowState.Open, "Your window is on a break: go on first.");
        Refuse.If(await db.AtWindow(window.Id, today).AnyAsync(ct), "Somebody is at your window: finish with them first.");
        var next = await queue.TakeNextAsync(window, today, ct);
        Refuse.If(next is null, "Nobody waits for your window.");
        (await db.ForChangeAsync<CounterTicket>(next.Value, ct)).Call(window.Id, user.Person, now);
    }
}

internal sealed class ChangeTicketHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<ChangeTicket>
{
    public async Task HandleAsync(ChangeTicket command, CancellationToken ct)
    {
        var (ticket, now) = (await db.TicketAtMyWindowAsync(command.Id, command.Version, user, ct), clock.GetUtcNow());
        switch (command.Change)
        {
            case TicketChange.Recall:
                ticket.Recall(user.Person, now);
                break;
            case TicketChange.NoShow:
                ticket.DidNotCome(user.Person, now);
                break;
            case TicketChange.Serve:
                ticket.Serve(user.Person, now);
                break;
            case TicketChange.Finish:
                ticket.Finish(user.Person, now);
                break;
            default:
                ticket.Close(user.Person, now);
                break;
        }
    }
}

internal sealed class ForwardTicketHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, TimeProvider clock) : ICommandHandler<ForwardTicket>
{
    public async Task HandleAsync(ForwardTicket command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        Refuse.If(NumbersInText.Has(command.Note!, Branch.DayAt(now)), "The text holds the number of an identity document or a card. Take it out: colleagues read it.");
        var ticket = await db.TicketAtMyWindowAsync(command.Id, command.Version, user, ct);
        if (command.WindowId is { } window)
        {
            var other = await db.CounterWindows.SingleOrDefaultAsync(w => w.Id == window && w.BranchId == ticket.BranchId && w.State != WindowState.Closed, ct);
            Refuse.If(other?.Kinds.Contains(command.Kind) is not true, "This window is closed or does not serve them. Choose another one.");
        }

        ticket.Forward(command.Kind, command.WindowId, cipher.Written(command.Note!, now), user.Person, now);
    }
}
