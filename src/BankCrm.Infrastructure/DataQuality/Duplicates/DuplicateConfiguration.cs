using BankCrm.Domain.Customers;
using BankCrm.Domain.DataQuality.Duplicates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.DataQuality.Duplicates;

internal sealed class DuplicatePairConfiguration : IEntityTypeConfiguration<DuplicatePair>
{
    public void Configure(EntityTypeBuilder<DuplicatePair> pairs)
    {
        pairs.ToTable("duplicate_pairs");
        pairs.Property(p => p.Remark).HasMaxLength(DuplicatePair.RemarkMaxLength);
        pairs.HasOne<Customer>().WithMany().HasForeignKey(p => p.FirstId).OnDelete(DeleteBehavior.Cascade);
        pairs.HasOne<Customer>().WithMany().HasForeignKey(p => p.SecondId).OnDelete(DeleteBehavior.Cascade);
        pairs.HasIndex(p => new { p.FirstId, p.SecondId }).IsUnique();
        pairs.HasIndex(p => p.SecondId);
        pairs.HasIndex(p => new { p.State, p.Score, p.Id }).IsDescending(false, true, true); // the queue
    }
}

internal sealed class DuplicateSweepConfiguration : IEntityTypeConfiguration<DuplicateSweep>
{
    public void Configure(EntityTypeBuilder<DuplicateSweep> sweeps)
    {
        sweeps.ToTable("duplicate_sweeps");
        sweeps.HasIndex(s => s.State).HasFilter("state in ('Waiting', 'Running', 'Stopping')"); // what is to be done
    }
}

internal sealed class SweepProgressConfiguration : IEntityTypeConfiguration<SweepProgress>
{
    public void Configure(EntityTypeBuilder<SweepProgress> progress)
    {
        progress.ToTable("duplicate_sweep_progress");
        progress.HasKey(p => p.SweepId);
        progress.Property(p => p.LeasedBy).HasMaxLength(60);
        progress.HasOne<DuplicateSweep>().WithOne().HasForeignKey<SweepProgress>(p => p.SweepId).OnDelete(DeleteBehavior.Restrict);
    }
}
