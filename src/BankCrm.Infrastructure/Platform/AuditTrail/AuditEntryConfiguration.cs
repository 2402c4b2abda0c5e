using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entries)
    {
        entries.ToTable("audit_entries", table => table.HasCheckConstraint(
            "ck_audit_entries_outcome", "outcome in ('ok', 'denied', 'error')"));
        entries.HasKey(e => e.Id);
        entries.Property(e => e.Id).ValueGeneratedNever();

        // Never sent and never read back: the run-time role may not write it, and RETURNING would need the right to see
        // an entry about another branch's record.
        var at = entries.Property(e => e.At).HasColumnType("timestamptz").HasDefaultValueSql("clock_timestamp()").ValueGeneratedNever();
        at.Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
        at.Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);

        entries.Property(e => e.Outcome).HasColumnType("text").HasConversion(
            outcome => Write(outcome), text => Read(text));

        // The bytes hashed are the bytes stored, so jsonb, which rewrites what it is given, will not do.
        entries.Property(e => e.Changes).HasColumnType("text");

        // Ids of version 7 follow the clock, so each list below is read newest first by its index alone.
        entries.HasIndex(e => new { e.Actor, e.Id }).HasFilter("actor is not null");              // what one person did
        entries.HasIndex(e => new { e.CustomerRef, e.Id }).HasFilter("customer_ref is not null"); // one customer's history
        entries.HasIndex(e => new { e.BranchId, e.Id }).HasFilter("branch_id is not null");       // what a branch manager sees
        entries.HasIndex(e => new { e.Event, e.Id });                                             // one kind of event
    }

    private static string Write(AuditOutcome outcome) =>
        outcome == AuditOutcome.Ok ? "ok" : outcome == AuditOutcome.Denied ? "denied" : "error";

    private static AuditOutcome Read(string text) =>
        text == "ok" ? AuditOutcome.Ok : text == "denied" ? AuditOutcome.Denied : AuditOutcome.Error;
}

internal sealed class AuditSealConfiguration : IEntityTypeConfiguration<AuditSeal>
{
    public void Configure(EntityTypeBuilder<AuditSeal> seals)
    {
        seals.ToTable("audit_seals", table =>
        {
            table.HasCheckConstraint("ck_audit_seals_seq", "seq >= 1");
            table.HasCheckConstraint("ck_audit_seals_hash", "octet_length(hash) = 32 and octet_length(prev_hash) = 32");
        });
        seals.HasKey(s => s.Seq);
        seals.Property(s => s.Seq).ValueGeneratedNever();
        seals.HasIndex(s => s.EntryId).IsUnique(); // nothing is sealed twice; also finds an entry's seal
    }
}
