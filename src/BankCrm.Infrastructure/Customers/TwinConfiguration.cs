using BankCrm.Application.Customers.Duplicates;
using BankCrm.Application.Customers.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Customers;

/// <summary>What functions of the database return: no tables.</summary>
internal sealed class TwinHitConfiguration : IEntityTypeConfiguration<TwinHit>
{
    public void Configure(EntityTypeBuilder<TwinHit> hits)
    {
        hits.HasNoKey().ToView(null);
        hits.Property(h => h.Rule).HasColumnName("rule");
        hits.Property(h => h.BranchId).HasColumnName("branch_id");
    }
}

internal sealed class TakenNumberConfiguration : IEntityTypeConfiguration<TakenNumber>
{
    public void Configure(EntityTypeBuilder<TakenNumber> numbers)
    {
        numbers.HasNoKey().ToView(null);
        numbers.Property(n => n.Number).HasColumnName("number");
    }
}
