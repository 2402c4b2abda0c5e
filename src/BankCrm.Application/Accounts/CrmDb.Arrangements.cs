using BankCrm.Domain.Accounts.Arrangements;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<Card> Cards => Set<Card>();

    public DbSet<StandingOrder> StandingOrders => Set<StandingOrder>();

    public DbSet<Loan> Loans => Set<Loan>();

    public DbSet<LoanInstalment> LoanInstalments => Set<LoanInstalment>();

    public DbSet<Position> Positions => Set<Position>();
}
