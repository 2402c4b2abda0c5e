using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    /// <summary>The name of the filter that shows an account, and what belongs to it, to those who see one of its holders. That of the branches, for holders and customers, stands beside it and stays.</summary>
    public const string HolderScope = nameof(HolderScope);

    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>For a query that comes upon each by a holder whom the user sees, so that the filter would ask the same once more; row-level security asks it in any case.</summary>
    public IQueryable<Account> AccountsOfHoldersSeen => Accounts.IgnoreQueryFilters([HolderScope]);

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
