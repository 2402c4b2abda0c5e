using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Arrangements;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Accounts.Arrangements;

internal sealed class CardConfiguration : IEntityTypeConfiguration<Card>
{
    public void Configure(EntityTypeBuilder<Card> cards)
    {
        cards.ToTable("cards");
        cards.HasKey(c => new { c.AccountId, c.Reference });
        cards.Property(c => c.Reference).HasMaxLength(ArrangementRules.ReferenceMaxLength);
        cards.Property(c => c.MaskedNumber).HasMaxLength(Card.NumberMaxLength);
        cards.Property(c => c.Name).HasMaxLength(Card.NameMaxLength);
        cards.HasOne(c => c.Account).WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
        cards.HasQueryFilter(CrmDb.HolderScope, c => c.Account.Holders.Any());
        cards.HasIndex(c => c.NumberLookup); // search by number
    }
}

internal sealed class StandingOrderConfiguration : IEntityTypeConfiguration<StandingOrder>
{
    public void Configure(EntityTypeBuilder<StandingOrder> orders)
    {
        orders.ToTable("standing_orders");
        orders.HasKey(o => new { o.AccountId, o.Reference });
        orders.Property(o => o.Reference).HasMaxLength(ArrangementRules.ReferenceMaxLength);
        orders.Property(o => o.Currency).HasMaxLength(Money.CodeLength);
        orders.Property(o => o.Counterparty).HasMaxLength(StandingOrder.NameMaxLength);
        orders.Property(o => o.CounterpartyAccount).HasMaxLength(Transaction.CounterpartyAccountMaxLength);
        orders.Property(o => o.Purpose).HasMaxLength(StandingOrder.PurposeMaxLength);
        orders.HasOne(o => o.Account).WithMany().HasForeignKey(o => o.AccountId).OnDelete(DeleteBehavior.Cascade);
        orders.HasQueryFilter(CrmDb.HolderScope, o => o.Account.Holders.Any());
    }
}

internal sealed class LoanConfiguration : IEntityTypeConfiguration<Loan>
{
    public void Configure(EntityTypeBuilder<Loan> loans)
    {
        loans.ToTable("loans");
        loans.HasKey(l => new { l.AccountId, l.Reference });
        loans.Property(l => l.Reference).HasMaxLength(ArrangementRules.ReferenceMaxLength);
        loans.Property(l => l.Currency).HasMaxLength(Money.CodeLength);
        loans.Property(l => l.Rate).HasPrecision(9, 6);
        loans.HasOne(l => l.Account).WithMany().HasForeignKey(l => l.AccountId).OnDelete(DeleteBehavior.Cascade);
        loans.HasQueryFilter(CrmDb.HolderScope, l => l.Account.Holders.Any());
    }
}

internal sealed class LoanInstalmentConfiguration : IEntityTypeConfiguration<LoanInstalment>
{
    public void Configure(EntityTypeBuilder<LoanInstalment> instalments)
    {
        instalments.ToTable("loan_instalments");
        instalments.HasKey(i => new { i.AccountId, i.Reference, i.Number });
        instalments.Property(i => i.Reference).HasMaxLength(ArrangementRules.ReferenceMaxLength);
        instalments.HasOne<Loan>().WithMany().HasForeignKey(i => new { i.AccountId, i.Reference }).OnDelete(DeleteBehavior.Cascade);
        instalments.HasOne(i => i.Account).WithMany().HasForeignKey(i => i.AccountId).OnDelete(DeleteBehavior.Cascade);
        instalments.HasQueryFilter(CrmDb.HolderScope, i => i.Account.Holders.Any());
    }
}

internal sealed class PositionConfiguration : IEntityTypeConfiguration<Position>
{
    public void Configure(EntityTypeBuilder<Position> positions)
    {
        positions.ToTable("positions");
        positions.HasKey(p => new { p.AccountId, p.Reference });
        positions.Property(p => p.Reference).HasMaxLength(ArrangementRules.ReferenceMaxLength);
        positions.Property(p => p.Name).HasMaxLength(Position.NameMaxLength);
        positions.Property(p => p.Currency).HasMaxLength(Money.CodeLength);
        positions.Property(p => p.Quantity).HasPrecision(28, 10);
        positions.Property(p => p.Price).HasPrecision(28, 10);
        positions.HasOne(p => p.Account).WithMany().HasForeignKey(p => p.AccountId).OnDelete(DeleteBehavior.Cascade);
        positions.HasQueryFilter(CrmDb.HolderScope, p => p.Account.Holders.Any());
    }
}

/// <summary>What of the arrangements is kept by the database itself. For migrations.</summary>
public static class ArrangementsSql
{
    /// <summary>For when the tables are there.</summary>
    public static IReadOnlyList<string> AfterTables { get; } =
        [.. new[] { "cards", "standing_orders", "loans", "loan_instalments", "positions" }.Select(table => RowSecuritySql.ProtectHeld(table, "account_id"))];
}
