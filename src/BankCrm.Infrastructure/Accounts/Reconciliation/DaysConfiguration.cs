using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Reconciliation;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Accounts.Reconciliation;

internal sealed class ToldDayConfiguration : IEntityTypeConfiguration<ToldDay>
{
    public void Configure(EntityTypeBuilder<ToldDay> days)
    {
        days.ToTable("told_days");
        days.HasKey(d => new { d.Day, d.Source, d.Currency });
        days.Property(d => d.Source).HasMaxLength(Account.SourceMaxLength);
        days.Property(d => d.Currency).HasMaxLength(Money.CodeLength);
    }
}

internal sealed class ArrivedDayConfiguration : IEntityTypeConfiguration<ArrivedDay>
{
    public void Configure(EntityTypeBuilder<ArrivedDay> days)
    {
        days.ToTable("arrived_days");
        days.HasKey(d => new { d.Day, d.Source, d.Currency });
        days.Property(d => d.Source).HasMaxLength(Account.SourceMaxLength);
        days.Property(d => d.Currency).HasMaxLength(Money.CodeLength);
    }
}

/// <summary>What of the days is kept by the database itself. For migrations.</summary>
public static class DaysSql
{
    /// <summary>What arrived before days were counted.</summary>
    private const string Count =
        """
        select set_config('crm.scope', 'all', true);
        insert into arrived_days (day, source, currency, movements, credit, debit)
        select t.booked_on, a.source, a.currency, count(*), coalesce(sum(t.amount) filter (where t.amount > 0), 0), coalesce(-sum(t.amount) filter (where t.amount < 0), 0)
        from transactions t join accounts a on a.id = t.account_id group by 1, 2, 3;
        """;

    /// <summary>For when the tables are there.</summary>
    public static IReadOnlyList<string> AfterTables { get; } = [Count, RowSecuritySql.ProtectWhole("told_days"), RowSecuritySql.ProtectWhole("arrived_days")];
}
