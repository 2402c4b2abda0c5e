using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.Customers.Search;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Customers;

internal sealed class IdentityDocumentConfiguration : IEntityTypeConfiguration<IdentityDocument>, IViolations
{
    private const string Lookup = "ux_identity_documents_lookup";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Lookup] = "A customer of the bank has this document already.",
    };

    public void Configure(EntityTypeBuilder<IdentityDocument> documents)
    {
        documents.ToTable("identity_documents");
        documents.Property(d => d.Country).HasMaxLength(2);
        documents.HasOne<Customer>().WithMany().HasForeignKey(d => d.CustomerId).OnDelete(DeleteBehavior.Restrict);

        documents.HasIndex(d => new { d.Lookup, d.Kind, d.Country }).IsUnique().HasDatabaseName(Lookup); // search, and one customer a document
        documents.HasIndex(d => d.LastFour);   // search by the last four
        documents.HasIndex(d => d.CustomerId); // those of one customer
        documents.HasIndex(d => new { d.ValidUntil, d.CustomerId }, "ix_identity_documents_run_out").HasFilter("valid_until is not null").IncludeProperties(nameof(IdentityDocument.BranchId)); // whose run out in a span
    }
}

internal sealed class ContactPointConfiguration : IEntityTypeConfiguration<ContactPoint>
{
    public void Configure(EntityTypeBuilder<ContactPoint> points)
    {
        points.ToTable("contact_points");
        points.HasOne<Customer>().WithMany().HasForeignKey(p => p.CustomerId).OnDelete(DeleteBehavior.Restrict);

        points.HasIndex(p => p.Lookup);                                  // search by number or address
        points.HasIndex(p => p.LastFour).HasFilter("last_four is not null");
        points.HasIndex(p => p.CustomerId);                              // those of one customer
    }
}

internal sealed class AddressConfiguration : IEntityTypeConfiguration<Address>
{
    public void Configure(EntityTypeBuilder<Address> addresses)
    {
        addresses.ToTable("addresses");
        addresses.Property(a => a.Country).HasMaxLength(2);
        addresses.Property(a => a.City).HasMaxLength(PostalAddress.PartMaxLength);
        addresses.HasOne<Customer>().WithMany().HasForeignKey(a => a.CustomerId).OnDelete(DeleteBehavior.Restrict);
        addresses.HasIndex(a => a.CustomerId); // those of one customer
        addresses.HasIndex(a => a.Lookup).HasFilter("lookup is not null"); // who shares an address
    }
}

internal sealed class ConsentConfiguration : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> consents)
    {
        consents.ToTable("consents");
        consents.Property(c => c.Proof).HasMaxLength(Consent.ProofMaxLength);
        consents.HasOne<Customer>().WithMany().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Restrict);
        consents.HasIndex(c => new { c.CustomerId, c.Id }); // a customer's words, in order
    }
}

internal sealed class NoteConfiguration : IEntityTypeConfiguration<Note>
{
    public void Configure(EntityTypeBuilder<Note> notes)
    {
        notes.ToTable("notes", table => table.HasCheckConstraint("ck_notes_author", "author is null or source is not null"));
        notes.Property(n => n.Source).HasMaxLength(Note.SourceMaxLength);
        notes.Property(n => n.Audience).HasDefaultValue(Audience.Everyone);
        notes.HasOne<Customer>().WithMany().HasForeignKey(n => n.CustomerId).OnDelete(DeleteBehavior.Restrict);
        notes.HasOne<StaffMember>().WithMany().HasForeignKey(n => n.WrittenBy).OnDelete(DeleteBehavior.Restrict);
        notes.HasIndex(n => new { n.CustomerId, n.Id }); // a customer's notes, newest first
    }
}

internal sealed class CustomerNameKeyConfiguration : IEntityTypeConfiguration<CustomerNameKey>
{
    public void Configure(EntityTypeBuilder<CustomerNameKey> keys)
    {
        keys.ToTable("name_keys");
        keys.Property(k => k.Key).HasMaxLength(CustomerNameKey.MaxLength).UseCollation("C"); // in the order of its letters: a prefix is a range

        // The only index to search: a prefix is one stretch of a branch's part of it, and no row need be looked at. No foreign key:
        // checking eight million would double the time of an import, and whoever deletes a customer deletes these first.
        keys.HasKey(k => new { k.BranchId, k.IsPart, k.Key, k.CustomerId });
        keys.HasIndex(k => k.CustomerId); // to renew those of one customer
    }
}
