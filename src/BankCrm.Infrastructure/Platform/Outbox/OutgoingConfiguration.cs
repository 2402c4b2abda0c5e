using BankCrm.Domain.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Platform.Outbox;

internal sealed class OutgoingMessageConfiguration : IEntityTypeConfiguration<OutgoingMessage>
{
    public void Configure(EntityTypeBuilder<OutgoingMessage> messages)
    {
        messages.ToTable("outgoing_messages", table => table.HasCheckConstraint(
            "ck_outgoing_messages_ended", "(state in ('Sent', 'Kept', 'Refused', 'Failed', 'Discarded')) = (ended_at is not null)"));
        messages.Property(m => m.Content).HasMaxLength(OutgoingMessage.ContentMaxLength);
        messages.Property(m => m.Gateway).HasMaxLength(OutgoingMessage.GatewayMaxLength);
        messages.Property(m => m.LeasedBy).HasMaxLength(OutgoingMessage.WorkerMaxLength);
        messages.HasMany(m => m.Steps).WithOne().HasForeignKey(s => s.MessageId).OnDelete(DeleteBehavior.Cascade);

        messages.HasIndex(m => new { m.DueAt, m.Id }, "ix_outgoing_messages_due").HasFilter("ended_at is null"); // what is to be sent
        messages.HasIndex(m => new { m.State, m.Id });   // the list of one state, the newest first, and how many there are
        messages.HasIndex(m => new { m.Channel, m.Id }); // that of one channel
    }
}

internal sealed class OutgoingStepConfiguration : IEntityTypeConfiguration<OutgoingStep>
{
    public void Configure(EntityTypeBuilder<OutgoingStep> steps)
    {
        steps.ToTable("outgoing_steps");
        steps.HasKey(s => s.Id);
        steps.Property(s => s.Id).ValueGeneratedNever();
        steps.Property(s => s.Note).HasMaxLength(OutgoingStep.NoteMaxLength);
    }
}
