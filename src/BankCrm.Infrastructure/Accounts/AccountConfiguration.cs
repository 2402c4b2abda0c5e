using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Products.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Accounts;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> accounts)
    {
        accounts.ToTable("accounts", table => table.HasCheckConstraint(
            "ck_accounts_told_balance",
            "(told_balance is null) = (told_balance_on is null) and (told_balance is null) = (told_balance_position is null)"));
        accounts.Property(a => a.Source).HasMaxLength(Account.SourceMaxLength);
        accounts.Property(a => a.Currency).HasMaxLength(Money.CodeLength);
        accounts.Property(a => a.Rate).HasPrecision(9, 6);
        accounts.HasOne<Branch>().WithMany().HasForeignKey(a => a.OpenedAtId).OnDelete(DeleteBehavior.Restrict);
        accounts.HasOne<Product>().WithMany().HasForeignKey(a => a.ProductId).OnDelete(DeleteBehavior.Restrict);
        accounts.HasMany(a => a.Holders).WithOne().HasForeignKey(h => h.AccountId).OnDelete(DeleteBehavior.Cascade);
        accounts.HasQueryFilter(CrmDb.HolderScope, a => a.Holders.Any());

        accounts.HasIndex(a => new { a.NumberLookup, a.Source }).IsUnique();                                // search by number, and taking in
        accounts.HasIndex(a => a.Currency).HasFilter($"currency <> '{Currencies.Home}'");          // to count anew when a rate changes
        accounts.HasIndex(a => a.ProductId).HasFilter("product_id is not null");                             // who holds a product
        accounts.HasIndex(a => new { a.Status, a.Id }).HasFilter("status not in ('Open', 'Closed')");       // those in a rare state, newest first
        accounts.HasIndex(a => a.OpenedAtId);                                                                // what was opened at a branch
        accounts.HasIndex(a => new { a.MaturesOn, a.Id }).HasFilter("matures_on is not null and status <> 'Closed'"); // what matures next
        accounts.HasIndex(a => a.Id, "ix_accounts_maturing").IncludeProperties(nameof(Account.MaturesOn)).HasFilter("matures_on is not null and status <> 'Closed'"); // which of the accounts one holds
    }
}

internal sealed class AccountHolderConfiguration : IEntityTypeConfiguration<AccountHolder>
{
    public void Configure(EntityTypeBuilder<AccountHolder> holders)
    {
        holders.ToTable("account_holders");
        holders.HasKey(h => new { h.AccountId, h.CustomerId });
        holders.HasOne<Customer>().WithMany().HasForeignKey(h => h.CustomerId).OnDelete(DeleteBehavior.Restrict);
        holders.HasIndex(h => h.CustomerId);                        // what a customer holds
        holders.HasIndex(h => h.CustomerId, "ix_account_holders_owned").HasFilter("role = 'Owner'") // what they own; a bank just filled, which has no statistics yet, read all owners for it
            .IncludeProperties(nameof(AccountHolder.AccountId), nameof(AccountHolder.BranchId));
        holders.HasIndex(h => new { h.BranchId, h.AccountId });      // a branch's accounts, newest first
        holders.HasIndex(h => h.AccountId).IsUnique().HasFilter("role = 'Owner'").HasDatabaseName("ux_account_holders_owner"); // one owner an account
    }
}

internal sealed class AccountStatusConfiguration : IEntityTypeConfiguration<AccountStatusChange>
{
    public void Configure(EntityTypeBuilder<AccountStatusChange> changes)
    {
        changes.ToTable("account_statuses");
        changes.HasKey(c => new { c.AccountId, c.SourceVersion });
        changes.HasOne(c => c.Account).WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
        changes.HasQueryFilter(CrmDb.HolderScope, c => c.Account.Holders.Any());
    }
}

internal sealed class TransactionConfiguration : IEntityTypeConfiguration<Transaction>
{
    public void Configure(EntityTypeBuilder<Transaction> transactions)
    {
        transactions.ToTable("transactions");

        // The only index: an account's movements in order, and one movement a reference. Months are stored apart (AccountsSql). The database
        // does not check the account: twenty million checks would cost as much as all else, and whoever writes has it locked.
        transactions.HasKey(t => new { t.AccountId, t.BookedOn, t.Reference });
        transactions.Property(t => t.Reference).HasMaxLength(Transaction.ReferenceMaxLength).UseCollation("C");
        transactions.Property(t => t.Counterparty).HasMaxLength(Transaction.NameMaxLength);
        transactions.Property(t => t.CounterpartyAccount).HasMaxLength(Transaction.CounterpartyAccountMaxLength);
        transactions.Property(t => t.Text).HasMaxLength(Transaction.TextMaxLength);
        transactions.Property(t => t.Category).IsConcurrencyToken(); // two who correct it at once: one is told of the other
        transactions.HasOne(t => t.Account).WithMany().HasForeignKey(t => t.AccountId).OnDelete(DeleteBehavior.Restrict);
        transactions.HasQueryFilter(CrmDb.HolderScope, t => t.Account.Holders.Any());
    }
}

internal sealed class AccountMonthConfiguration : IEntityTypeConfiguration<AccountMonth>
{
    public void Configure(EntityTypeBuilder<AccountMonth> months)
    {
        months.ToTable("account_months"); // no foreign key, as for transactions
        months.HasKey(m => new { m.AccountId, m.Month });
        months.HasOne(m => m.Account).WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Cascade);
        months.HasQueryFilter(CrmDb.HolderScope, m => m.Account.Holders.Any());
    }
}

internal sealed class CustomerTotalsConfiguration : IEntityTypeConfiguration<CustomerTotals>
{
    public void Configure(EntityTypeBuilder<CustomerTotals> totals)
    {
        totals.ToTable("customer_totals");
        totals.HasKey(t => t.CustomerId);
        totals.Property(t => t.Held).HasConversion<int>(); // bits, so that several kinds are asked for at once
        totals.HasOne<Customer>().WithOne().HasForeignKey<CustomerTotals>(t => t.CustomerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ExchangeRateConfiguration : IEntityTypeConfiguration<ExchangeRate>
{
    public void Configure(EntityTypeBuilder<ExchangeRate> rates)
    {
        rates.ToTable("exchange_rates", table => table.HasCheckConstraint("ck_exchange_rates_rate", "rate > 0"));
        rates.HasKey(r => new { r.Currency, r.ValidFrom });
        rates.Property(r => r.Currency).HasMaxLength(Money.CodeLength);
        rates.Property(r => r.Rate).HasPrecision(19, 8);
        rates.Property(r => r.Source).HasMaxLength(ExchangeRate.SourceMaxLength);
    }
}
