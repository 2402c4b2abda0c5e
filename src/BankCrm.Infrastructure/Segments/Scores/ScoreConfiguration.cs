using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Segments.Scores;

internal sealed class OutcomeHistoryConfiguration : IEntityTypeConfiguration<OutcomeHistory>, IViolations
{
    private const string OneName = "ux_outcome_histories_name";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        ["pk_outcome_histories"] = "There is such a record already.", // the same form, sent twice
        [OneName] = "There is a history with this name already.",
    };

    public void Configure(EntityTypeBuilder<OutcomeHistory> histories)
    {
        histories.ToTable("outcome_histories");
        histories.Property(h => h.Name).HasMaxLength(OutcomeHistory.NameMaxLength);
        histories.Property(h => h.FileName).HasMaxLength(OutcomeHistory.FileNameMaxLength);
        histories.Property(h => h.StoredName).HasMaxLength(80);
        histories.Property(h => h.Fault).HasMaxLength(OutcomeHistory.FaultMaxLength);
        histories.HasOne<StaffMember>().WithMany().HasForeignKey(h => h.BroughtBy).OnDelete(DeleteBehavior.Restrict);
        histories.HasMany(h => h.Columns).WithOne().HasForeignKey(c => c.HistoryId).OnDelete(DeleteBehavior.Cascade);
        histories.Navigation(h => h.Columns).AutoInclude();
        histories.HasIndex(h => h.Name).IsUnique().HasDatabaseName(OneName);
        histories.HasIndex(h => h.Id, "ix_outcome_histories_waiting").HasFilter("state = 'Waiting'"); // what is to be read or gathered
    }
}

internal sealed class HistoryColumnConfiguration : IEntityTypeConfiguration<HistoryColumn>
{
    public void Configure(EntityTypeBuilder<HistoryColumn> columns)
    {
        columns.ToTable("history_columns");
        columns.HasKey(c => new { c.HistoryId, c.Place });
        columns.Property(c => c.Place).ValueGeneratedNever();
        columns.Property(c => c.Name).HasMaxLength(HistoryColumn.NameMaxLength);
        columns.Property(c => c.Why).HasMaxLength(OutcomeHistory.WhyMaxLength);
        columns.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.DecidedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OutcomeRowConfiguration : IEntityTypeConfiguration<OutcomeRow>
{
    public void Configure(EntityTypeBuilder<OutcomeRow> rows)
    {
        rows.ToTable("outcome_rows");
        rows.HasKey(r => r.Id);
        rows.Property(r => r.Id).ValueGeneratedNever();
        rows.HasOne<OutcomeHistory>().WithMany().HasForeignKey(r => r.HistoryId).OnDelete(DeleteBehavior.Cascade);
        rows.HasOne<Customer>().WithMany().HasForeignKey(r => r.CustomerId).OnDelete(DeleteBehavior.Cascade);
        rows.HasOne<Branch>().WithMany().HasForeignKey(r => r.BranchId).OnDelete(DeleteBehavior.Restrict);
        rows.HasIndex(r => new { r.HistoryId, r.Place }).IsUnique(); // in their order, to learn from
        rows.HasIndex(r => new { r.HistoryId, r.SourceId }).IsUnique().HasFilter("source_id is not null"); // a contact comes in once
        rows.HasIndex(r => new { r.HistoryId, r.CustomerId }).HasFilter("customer_id is not null"); // customer after customer, to score
        rows.HasIndex(r => r.CustomerId).HasFilter("customer_id is not null"); // what there is of one
    }
}

internal sealed class ScoreVersionConfiguration : IEntityTypeConfiguration<ScoreVersion>, IViolations
{
    private const string OneInUse = "ux_score_versions_in_use";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        ["pk_score_versions"] = "There is such a record already.", // the same form, sent twice
        ["ux_score_versions_number"] = "A version is being learnt already.",
        [OneInUse] = "A colleague has just decided about another version. Look again.",
    };

    public void Configure(EntityTypeBuilder<ScoreVersion> versions)
    {
        versions.ToTable("score_versions", table => table.HasCheckConstraint("ck_score_versions_decided", "state <> 'InUse' or decided_by <> asked_by"));
        versions.Property(v => v.Remark).HasMaxLength(ScoreVersion.RemarkMaxLength);
        versions.HasOne<OutcomeHistory>().WithMany().HasForeignKey(v => v.HistoryId).OnDelete(DeleteBehavior.Restrict);
        versions.HasOne<StaffMember>().WithMany().HasForeignKey(v => v.AskedBy).OnDelete(DeleteBehavior.Restrict);
        versions.HasOne<StaffMember>().WithMany().HasForeignKey(v => v.DecidedBy).OnDelete(DeleteBehavior.Restrict);
        versions.HasIndex(v => new { v.HistoryId, v.Number }).IsUnique().HasDatabaseName("ux_score_versions_number");
        versions.HasIndex(v => v.HistoryId, OneInUse).IsUnique().HasFilter("state = 'InUse'");
        versions.HasIndex(v => v.Id, "ix_score_versions_at_work").HasFilter("state in ('Waiting', 'Learning')"); // what is to be learnt
    }
}

internal sealed class ScoreCheckConfiguration : IEntityTypeConfiguration<ScoreCheck>
{
    public void Configure(EntityTypeBuilder<ScoreCheck> checks)
    {
        checks.ToTable("score_checks");
        checks.HasOne<OutcomeHistory>().WithMany().HasForeignKey(c => c.HistoryId).OnDelete(DeleteBehavior.Cascade);
        checks.HasIndex(c => new { c.HistoryId, c.Number, c.At }); // those of a version, one after the other
    }
}

internal sealed class CustomerScoreConfiguration : IEntityTypeConfiguration<CustomerScore>
{
    public void Configure(EntityTypeBuilder<CustomerScore> scores)
    {
        scores.ToTable("customer_scores");
        scores.HasKey(s => new { s.HistoryId, s.CustomerId });
        scores.HasOne<OutcomeHistory>().WithMany().HasForeignKey(s => s.HistoryId).OnDelete(DeleteBehavior.Cascade);
        scores.HasOne<Customer>().WithMany().HasForeignKey(s => s.CustomerId).OnDelete(DeleteBehavior.Cascade);
        scores.HasOne<OutcomeRow>().WithMany().HasForeignKey(s => s.RowId).OnDelete(DeleteBehavior.Cascade);
        scores.HasIndex(s => s.CustomerId); // those of a customer
        scores.HasIndex(s => new { s.HistoryId, s.Tenth }); // a segment of the highest
    }
}
