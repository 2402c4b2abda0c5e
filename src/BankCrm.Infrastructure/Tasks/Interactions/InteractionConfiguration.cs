using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.Interactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Tasks.Interactions;

internal sealed class InteractionConfiguration : IEntityTypeConfiguration<Interaction>
{
    public void Configure(EntityTypeBuilder<Interaction> interactions)
    {
        interactions.ToTable("interactions", table => table.HasCheckConstraint(
            "ck_interactions_withdrawn", "(withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawal_reason is null)"));
        interactions.HasOne<Customer>().WithMany().HasForeignKey(i => i.CustomerId).OnDelete(DeleteBehavior.Restrict);
        interactions.HasOne<StaffMember>().WithMany().HasForeignKey(i => i.WrittenBy).OnDelete(DeleteBehavior.Restrict);
        interactions.HasOne<StaffMember>().WithMany().HasForeignKey(i => i.WithdrawnBy).OnDelete(DeleteBehavior.Restrict);

        interactions.HasIndex(i => new { i.CustomerId, i.At, i.Id });                                        // a customer's, the latest first
        interactions.HasIndex(i => new { i.BranchId, i.At, i.Id }).HasFilter("withdrawn_at is null");        // a branch's list
        interactions.HasIndex(i => new { i.WrittenBy, i.At, i.Id }).HasFilter("withdrawn_at is null");       // one's own
        interactions.HasIndex(i => i.WithdrawnBy).HasFilter("withdrawn_by is not null");
    }
}

internal sealed class InteractionCorrectionConfiguration : IEntityTypeConfiguration<InteractionCorrection>
{
    public void Configure(EntityTypeBuilder<InteractionCorrection> corrections)
    {
        corrections.ToTable("interaction_corrections");
        corrections.HasOne<Interaction>().WithMany().HasForeignKey(c => c.InteractionId).OnDelete(DeleteBehavior.Restrict);
        corrections.HasOne<Customer>().WithMany().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Restrict);
        corrections.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.WrittenBy).OnDelete(DeleteBehavior.Restrict);
        corrections.HasIndex(c => new { c.InteractionId, c.Id }); // below the interaction, in the order written
        corrections.HasIndex(c => c.CustomerId);                  // what points at a customer who is merged
        corrections.HasIndex(c => c.WrittenBy);
    }
}

internal sealed class InteractionTemplateConfiguration : IEntityTypeConfiguration<InteractionTemplate>
{
    public void Configure(EntityTypeBuilder<InteractionTemplate> templates)
    {
        templates.ToTable("interaction_templates");
        templates.Property(t => t.Name).HasMaxLength(InteractionTemplate.NameMaxLength);
        templates.Property(t => t.Subject).HasMaxLength(Interaction.SubjectMaxLength);
        templates.Property(t => t.Text).HasMaxLength(Interaction.TextMaxLength);
        templates.HasOne<Branch>().WithMany().HasForeignKey(t => t.BranchId).OnDelete(DeleteBehavior.Restrict);
        templates.HasIndex(t => new { t.BranchId, t.Name }).IsUnique(); // a branch's, by name
    }
}

internal sealed class LastContactConfiguration : IEntityTypeConfiguration<LastContact>
{
    public void Configure(EntityTypeBuilder<LastContact> contacts)
    {
        contacts.ToTable("last_contacts");
        contacts.HasKey(c => c.CustomerId);
        contacts.HasOne<Customer>().WithOne().HasForeignKey<LastContact>(c => c.CustomerId).OnDelete(DeleteBehavior.Cascade);
        contacts.HasIndex(c => new { c.BranchId, c.At }); // whom a branch has not seen for long
    }
}
