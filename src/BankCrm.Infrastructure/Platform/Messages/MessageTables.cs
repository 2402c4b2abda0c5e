using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Messages;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;

namespace BankCrm.Infrastructure.Platform.Messages;

/// <summary>Messages of one kind from one source, and which of their numbers were received.</summary>
[Class(DataClass.C1)]
internal sealed class MessageStreamRow
{
    public int Id { get; init; }
    public string Source { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>As spans: a stream without gaps is one, however long it is.</summary>
    public NpgsqlRange<long>[] Received { get; init; } = [];

    public DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>What a message said, as long as its sender may send it again.</summary>
[Class(DataClass.C1)]
internal sealed class ReceivedMessageRow
{
    public int StreamId { get; init; }
    public long Sequence { get; init; }
    public Guid Digest { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>As of when the bank has a record of another system, and which of ours it is.</summary>
[Class(DataClass.C1)]
internal sealed class SourceRecordRow
{
    public int StreamId { get; init; }

    /// <summary>Keyed hash: its number there may be an account's.</summary>
    public byte[] Key { get; init; } = [];

    public Guid? RecordId { get; init; }
    public DateTimeOffset AsOf { get; init; }

    /// <summary>Null: it was told before digests were keyed; nobody knows what it said.</summary>
    public Guid? Digest { get; init; }
}

internal sealed class MessageStreamConfiguration : IEntityTypeConfiguration<MessageStreamRow>
{
    public void Configure(EntityTypeBuilder<MessageStreamRow> streams)
    {
        streams.ToTable("message_streams");
        streams.Property(s => s.Source).HasMaxLength(MessageConflict.SourceMaxLength);
        streams.Property(s => s.Name).HasMaxLength(MessageConflict.StreamMaxLength);
        streams.Property(s => s.Received).HasColumnType("int8multirange");
        streams.HasIndex(s => new { s.Source, s.Name }).IsUnique();
    }
}

internal sealed class ReceivedMessageConfiguration : IEntityTypeConfiguration<ReceivedMessageRow>
{
    public void Configure(EntityTypeBuilder<ReceivedMessageRow> messages)
    {
        messages.ToTable("received_messages");
        messages.HasKey(m => new { m.StreamId, m.Sequence });
        messages.HasOne<MessageStreamRow>().WithMany().HasForeignKey(m => m.StreamId).OnDelete(DeleteBehavior.Restrict);
        messages.HasIndex(m => m.ReceivedAt).HasMethod("brin"); // those that are forgotten: they lie together, as they came
    }
}

internal sealed class SourceRecordConfiguration : IEntityTypeConfiguration<SourceRecordRow>
{
    public void Configure(EntityTypeBuilder<SourceRecordRow> records)
    {
        records.ToTable("source_records");
        records.HasKey(r => new { r.StreamId, r.Key });
        records.HasOne<MessageStreamRow>().WithMany().HasForeignKey(r => r.StreamId).OnDelete(DeleteBehavior.Restrict);
        records.HasIndex(r => r.RecordId).HasFilter("record_id is not null"); // where a record came from
    }
}

internal sealed class MessageConflictConfiguration : IEntityTypeConfiguration<MessageConflict>, IViolations
{
    private const string Once = "ux_message_conflicts_once";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Once] = "The same message is received at this moment. Send it again.",
    };

    public void Configure(EntityTypeBuilder<MessageConflict> conflicts)
    {
        conflicts.ToTable("message_conflicts");
        conflicts.Property(c => c.Source).HasMaxLength(MessageConflict.SourceMaxLength);
        conflicts.Property(c => c.Stream).HasMaxLength(MessageConflict.StreamMaxLength);
        conflicts.Property(c => c.Note).HasMaxLength(MessageConflict.NoteMaxLength);
        conflicts.HasIndex(c => new { c.Source, c.Stream, c.Sequence, c.Digest }).IsUnique().HasDatabaseName(Once);
        conflicts.HasIndex(c => new { c.BranchId, c.Id }).HasFilter("status = 'Open'"); // a branch's queue, the oldest first
        conflicts.HasIndex(c => c.RecordId).HasFilter("record_id is not null"); // what points at a record
    }
}
