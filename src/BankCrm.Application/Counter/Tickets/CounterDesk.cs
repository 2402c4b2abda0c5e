using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.Counter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Counter.Tickets;

/// <summary>What of the counters only the database can decide.</summary>
public interface ICounterQueue
{
    /// <summary>The next number of a kind in a branch on a day. Given once.</summary>
    Task<int> TakeNumberAsync(Guid branchId, DateOnly day, TicketKind kind, CancellationToken ct);

    /// <summary>The ticket that comes next for a window, held until the end of the transaction: no other window gets it. Null: nobody waits for it.</summary>
    Task<Guid?> TakeNextAsync(CounterWindow window, DateOnly day, CancellationToken ct);
}

/// <summary>What the commands at a window share.</summary>
internal static class CounterDesk
{
    /// <summary>At a window these are at work.</summary>
    private static readonly TicketState[] AtWork = [TicketState.Called, TicketState.Serving, TicketState.AfterWork];

    extension(CrmDb db)
    {
        /// <summary>The window this colleague has open.</summary>
        /// <exception cref="RefusedException">They have none.</exception>
        public async Task<CounterWindow> MyWindowAsync(CurrentUser user, CancellationToken ct)
        {
            var id = await db.CounterWindows.Where(w => w.StaffId == user.StaffId && w.State != WindowState.Closed).Select(w => (Guid?)w.Id).SingleOrDefaultAsync(ct);
            Refuse.If(id is null, "Open a window first.");
            return await db.ForChangeAsync<CounterWindow>(id.Value, ct);
        }

        /// <summary>The ticket at this colleague's window.</summary>
        /// <exception cref="NotFoundException">It is at another one.</exception>
        public async Task<CounterTicket> TicketAtMyWindowAsync(Guid id, uint version, CurrentUser user, CancellationToken ct)
        {
            var ticket = await db.ForChangeAsync<CounterTicket>(id, version, ct);
            return await db.CounterWindows.AnyAsync(w => w.Id == ticket.WindowId && w.StaffId == user.StaffId, ct) ? ticket : throw new NotFoundException();
        }

        /// <summary>What stands or lies at a window at the moment.</summary>
        public IQueryable<CounterTicket> AtWindow(Guid windowId, DateOnly day) =>
            db.CounterTickets.Where(t => t.WindowId == windowId && t.Day == day && AtWork.Contains(t.State));
    }

    /// <exception cref="ForbiddenException">They work for no branch.</exception>
    public static Guid CounterBranch(this CurrentUser user) => user.HomeBranchId ?? throw new ForbiddenException(CounterPermissions.Serve);

    public static TicketWords Written(this IColumnCipher cipher, string text, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new(id, cipher.Seal(TicketStep.TextColumn, id, text.Trim()));
    }
}
