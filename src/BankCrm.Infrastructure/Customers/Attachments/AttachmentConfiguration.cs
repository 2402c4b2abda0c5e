using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Attachments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Customers.Attachments;

internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> attachments)
    {
        attachments.ToTable("attachments");
        attachments.HasOne<Customer>().WithMany().HasForeignKey(a => a.CustomerId).OnDelete(DeleteBehavior.Restrict);
        attachments.HasIndex(a => a.CustomerId); // those of one customer
    }
}

internal sealed class AttachmentVersionConfiguration : IEntityTypeConfiguration<AttachmentVersion>
{
    public void Configure(EntityTypeBuilder<AttachmentVersion> versions)
    {
        versions.ToTable("attachment_versions");
        versions.Property(v => v.Digest).HasMaxLength(64);
        versions.Ignore(v => v.IsServed);
        versions.HasOne<Attachment>().WithMany().HasForeignKey(v => v.AttachmentId).OnDelete(DeleteBehavior.Restrict);
        versions.HasOne<Customer>().WithMany().HasForeignKey(v => v.CustomerId).OnDelete(DeleteBehavior.Restrict);
        versions.HasOne<StaffMember>().WithMany().HasForeignKey(v => v.UploadedBy).OnDelete(DeleteBehavior.Restrict);
        versions.HasIndex(v => new { v.AttachmentId, v.Number }).IsUnique();      // two uploads at once do not become one version
        versions.HasIndex(v => v.CustomerId);                                     // what a customer's documents take
        versions.HasIndex(v => new { v.UploadedBy, v.UploadedAt });               // what a colleague uploaded today
        versions.HasIndex(v => v.UploadedAt).HasFilter("scan = 'Pending'");       // what is to be scanned
    }
}
