using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<AccountHolder> AccountHolders => Set<AccountHolder>();

    public DbSet<AccountStatusChange> AccountStatuses => Set<AccountStatusChange>();

    public DbSet<Transaction> Transactions => Set<Transaction>();

    public DbSet<AccountMonth> AccountMonths => Set<AccountMonth>();

    public DbSet<CustomerTotals> CustomerTotals => Set<CustomerTotals>();

    public DbSet<ExchangeRate> ExchangeRates => Set<ExchangeRate>();

    /// <summary>For comparing without regard to capital letters; the database does it.</summary>
    /// <exception cref="NotSupportedException">Called outside a query.</exception>
    [DbFunction("lower", IsBuiltIn = true)]
    internal static string Lower(string text) => throw new NotSupportedException();
}
