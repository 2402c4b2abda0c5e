using BankCrm.Domain.Counter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<CounterTicket> CounterTickets => Set<CounterTicket>();

    public DbSet<TicketStep> TicketSteps => Set<TicketStep>();

    public DbSet<CounterScreen> CounterScreens => Set<CounterScreen>();

    public DbSet<CounterWindow> CounterWindows => Set<CounterWindow>();
}
