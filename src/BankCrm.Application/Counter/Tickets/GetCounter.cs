using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Counter.Tickets;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Counter.Tickets;

/// <summary>One's window, who is at it, and who waits.</summary>
[Allow(CounterPermissions.Serve)]
public sealed record GetCounter : IRecorded<CounterShown>
{
    public AuditRecord? Record(CounterShown shown) => shown.Ticket?.Customer is not { } customer ? null : new(AuditEvents.CustomerViewed)
    {
        ObjectType = nameof(Customer),
        ObjectId = customer.Id,
        CustomerRef = customer.Id,
        BranchId = customer.BranchId,
    };
}

/// <param name="Points">The minutes they wait and the head start of their kind: the most come first.</param>
/// <param name="Customer">Null: nobody has said who they are, or a protected record.</param>
/// <param name="IsForMe">Only this window may call them, or it serves their kind.</param>
public sealed record WaitingTicket(string Label, TicketKind Kind, int Minutes, int HeadStart, int Points, string? Customer, bool IsForMe);

public sealed record CounterCustomer(Guid Id, Guid BranchId, string Name, string Number, CustomerTier Tier, LifeCycleStage Stage, CustomerLanguage Language, bool HasOwner, bool HasDied);

/// <param name="Note">What the clerk before wrote. Null: nothing.</param>
public sealed record TicketAtWindow(
    Guid Id, uint Version, string Label, TicketKind Kind, TicketState State, DateTimeOffset IssuedAt, DateTimeOffset? CalledAt, DateTimeOffset? ServedAt, DateTimeOffset? FinishedAt,
    CounterCustomer? Customer, string? Note);

public sealed record WindowRow(Guid Id, uint Version, int Number, WindowState State, string? Staff, DateTimeOffset Since, IReadOnlyList<TicketKind> Kinds, string? Label);

/// <param name="Mine">Null: none is open.</param>
public sealed record CounterShown(WindowRow? Mine, TicketAtWindow? Ticket, IReadOnlyList<WaitingTicket> Waiting, IReadOnlyList<WindowRow> Windows, bool MayDirect);

internal sealed class GetCounterHandler(CrmDb db, CurrentUser user, StaffNames staff, IColumnCipher cipher, TimeProvider clock) : IQueryHandler<GetCounter, CounterShown>
{
    private const int MostWaiting = 100;

    public async Task<CounterShown> HandleAsync(GetCounter query, CancellationToken ct)
    {
        var (branch, now) = (user.CounterBranch(), clock.GetUtcNow());
        var today = Branch.DayAt(now);
        var windows = await db.CounterWindows.Where(w => w.BranchId == branch).OrderBy(w => w.Number).ToListAsync(ct);
        var names = await staff.OfAsync(db, windows.Select(w => w.StaffId).OfType<Guid>(), ct);
        var labels = await db.CounterTickets
            .Where(t => t.BranchId == branch && t.Day == today && (t.State == TicketState.Called || t.State == TicketState.Serving || t.State == TicketState.AfterWork))
            .Select(t => new { t.Id, t.Label, t.WindowId }).ToListAsync(ct);
        var rows = windows.Select(w => new WindowRow(
            w.Id, w.Version, w.Number, w.State, w.StaffId is { } who ? names.GetValueOrDefault(who) : null, w.Since, w.Kinds, labels.Find(l => l.WindowId == w.Id)?.Label)).ToList();
        var mine = windows.Find(w => w.StaffId == user.StaffId && w.State is not WindowState.Closed);
        var atMine = mine is null ? null : labels.Find(l => l.WindowId == mine.Id);
        return new(
            rows.Find(r => r.Id == mine?.Id), atMine is null ? null : await TicketAsync(atMine.Id, ct), await WaitingAsync(branch, today, mine, now, ct), rows,
            user.May(CounterPermissions.Direct));
    }

    private async Task<IReadOnlyList<WaitingTicket>> WaitingAsync(Guid branch, DateOnly today, CounterWindow? mine, DateTimeOffset now, CancellationToken ct)
    {
        var seesProtected = user.May(CustomerPermissions.ReadProtected);
        var waiting = await db.CounterTickets.Where(t => t.BranchId == branch && t.Day == today && t.State == TicketState.Waiting)
            .OrderBy(t => t.RankAt).ThenBy(t => t.Id).Take(MostWaiting)
            .LeftJoin(db.Customers, t => t.CustomerId, c => c.Id, (t, c) => new { t.Label, t.Kind, t.IssuedAt, t.WindowId, Name = c == null || (c.IsProtected && !seesProtected) ? null : c.Name })
            .ToListAsync(ct);
        return [.. waiting.Select(t =>
        {
            var (minutes, head) = ((int)(now - t.IssuedAt).TotalMinutes, CounterOrder.HeadStart(t.Kind));
            return new WaitingTicket(t.Label, t.Kind, minutes, head, minutes + head, t.Name, mine is not null && (t.WindowId is null ? mine.Kinds.Contains(t.Kind) : t.WindowId == mine.Id));
        })];
    }

    private async Task<TicketAtWindow> TicketAsync(Guid id, CancellationToken ct)
    {
        var ticket = await db.CounterTickets.SingleAsync(t => t.Id == id, ct);
        var note = await db.TicketSteps.Where(s => s.TicketId == id && s.Text != null).OrderByDescending(s => s.At).ThenByDescending(s => s.Id).FirstOrDefaultAsync(ct);
        var customer = ticket.CustomerId is not { } known ? null : await db.Customers.Where(c => c.Id == known)
            .Select(c => new { Facts = new CounterCustomer(c.Id, c.BranchId, c.Name, c.Number, c.Tier, c.Stage, c.Language, c.OwnerId != null, c.DiedOn != null), c.IsProtected }).SingleOrDefaultAsync(ct);
        return new(
            ticket.Id, ticket.Version, ticket.Label, ticket.Kind, ticket.State, ticket.IssuedAt, ticket.CalledAt, ticket.ServedAt, ticket.FinishedAt,
            customer is not null && user.MayOpen(customer.IsProtected) ? customer.Facts : null, note?.Text is { } text ? cipher.Open(TicketStep.TextColumn, note.Id, text) : null);
    }
}
