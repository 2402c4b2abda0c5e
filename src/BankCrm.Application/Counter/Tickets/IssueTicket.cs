using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Counter.Tickets;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Counter.Tickets;

/// <summary>Hands out a ticket, to somebody known or not.</summary>
[Allow(CounterPermissions.Serve)]
public sealed record IssueTicket
{
    /// <summary>Carried by the form, so that a double click hands out one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public TicketKind Kind { get; init; }

    /// <summary>Null: nobody has said who they are.</summary>
    public Guid? CustomerId { get; init; }
}

/// <summary>Writes down whose ticket it is.</summary>
/// <param name="Number">The customer's.</param>
[Allow(CounterPermissions.Serve)]
public sealed record IdentifyTicket(Guid Id, uint Version, string? Number);

/// <summary>For whom a ticket would be.</summary>
[Allow(CounterPermissions.Serve)]
public sealed record GetTicketForm(Guid? CustomerId, Guid? IssuedId);

/// <param name="Customer">Null: somebody unknown.</param>
/// <param name="Issued">The ticket that was just handed out.</param>
public sealed record TicketForm(string? Customer, string? Issued, int Waiting);

internal sealed class IssueTicketValidator : AbstractValidator<IssueTicket>
{
    public IssueTicketValidator()
    {
        RuleFor(t => t.Id).NotEmpty();
        RuleFor(t => t.Kind).IsInEnum();
    }
}

internal sealed class IdentifyTicketValidator : AbstractValidator<IdentifyTicket>
{
    public IdentifyTicketValidator() => RuleFor(t => t.Number!).NotEmpty().IsClean(20);
}

internal sealed class IssueTicketHandler(CrmDb db, CurrentUser user, ICounterQueue queue, TimeProvider clock) : ICommandHandler<IssueTicket>
{
    public async Task HandleAsync(IssueTicket command, CancellationToken ct)
    {
        if (command.CustomerId is { } customer)
        {
            await db.CustomerToOpenAsync(customer, user, ct);
        }

        var (branch, now) = (user.CounterBranch(), clock.GetUtcNow());
        var day = Branch.DayAt(now);
        var number = await queue.TakeNumberAsync(branch, day, command.Kind, ct);
        db.Add(CounterTicket.Issue(command.Id, branch, day, command.Kind, number, command.CustomerId, user.Person, now));
    }
}

internal sealed class IdentifyTicketHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<IdentifyTicket>
{
    public async Task HandleAsync(IdentifyTicket command, CancellationToken ct)
    {
        var number = command.Number!.Trim().ToUpperInvariant();
        var id = await db.Customers.Where(c => c.Number == number).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct);
        Domain.Common.Refuse.If(id is null, "No customer of your branches has this number.");
        var customer = await db.CustomerToOpenAsync(id.Value, user, ct);
        var ticket = await db.TicketAtMyWindowAsync(command.Id, command.Version, user, ct);
        ticket.Identify(customer.Id, user.Person, clock.GetUtcNow());
    }
}

internal sealed class GetTicketFormHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetTicketForm, TicketForm>
{
    public async Task<TicketForm> HandleAsync(GetTicketForm query, CancellationToken ct)
    {
        var (branch, today) = (user.CounterBranch(), Branch.DayAt(clock.GetUtcNow()));
        return new(
            query.CustomerId is { } id ? (await db.CustomerToOpenAsync(id, user, ct)).Name : null,
            query.IssuedId is { } issued ? await db.CounterTickets.Where(t => t.Id == issued && t.BranchId == branch).Select(t => t.Label).SingleOrDefaultAsync(ct) : null,
            await db.CounterTickets.CountAsync(t => t.BranchId == branch && t.Day == today && t.State == TicketState.Waiting, ct));
    }
}
