using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Customers;

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>, IViolations
{
    private const string Number = "ux_customers_number";
    private const string ExternalRef = "ux_customers_external_ref";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Number] = "This customer number was given to somebody else meanwhile: save again.",
        [ExternalRef] = "A customer of the branch has this number of the other system already.",
    };

    public void Configure(EntityTypeBuilder<Customer> customers)
    {
        customers.ToTable("customers", table => table.HasCheckConstraint("ck_customers_died", "died_on is null or (stage = 'Closed' and kind = 'Individual')"));
        customers.Property(c => c.Number).HasMaxLength(20);
        customers.Property(c => c.Name).HasMaxLength(Customer.NameMaxLength);
        customers.Property(c => c.OtherName).HasMaxLength(Customer.NameMaxLength);
        customers.Property(c => c.SortName).HasMaxLength(Customer.NameMaxLength).UseCollation("C");
        customers.Property(c => c.Occupation).HasMaxLength(Customer.OccupationMaxLength);
        customers.Property(c => c.ExternalRef).HasMaxLength(Customer.ExternalRefMaxLength);
        customers.Property(c => c.City).HasMaxLength(100);
        customers.Property(c => c.Tags).HasField("tags").HasColumnType("text[]");
        customers.HasOne<Branch>().WithMany().HasForeignKey(c => c.BranchId).OnDelete(DeleteBehavior.Restrict);
        customers.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.OwnerId).OnDelete(DeleteBehavior.Restrict);
        customers.HasOne<Customer>().WithMany().HasForeignKey(c => c.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        customers.HasQueryFilter(CrmDb.Merged, c => c.MergedIntoId == null);

        customers.HasIndex(c => c.Number).IsUnique().HasDatabaseName(Number); // search by customer number
        customers.HasIndex(c => new { c.ExternalRef, c.BranchId }).IsUnique().HasFilter("external_ref is not null").HasDatabaseName(ExternalRef); // a second import

        // A branch's list, newest first. What lists are filtered by stands behind the order: it is compared in the index, and of a rare combination
        // no row is read in vain. The same for those who see all branches, beginning with what most of them do not have.
        customers.HasIndex(c => new { c.BranchId, c.Id, c.Stage, c.City, c.Sex, c.Tier, c.BirthYear }).HasDatabaseName("ix_customers_list");
        customers.HasIndex(c => new { c.City, c.Id, c.Stage, c.Sex, c.Tier, c.BirthYear }).HasDatabaseName("ix_customers_list_city");
        customers.HasIndex(c => new { c.Stage, c.Id, c.City, c.Sex, c.Tier, c.BirthYear }).HasFilter("stage <> 'Active'").HasDatabaseName("ix_customers_list_stage");

        // By name; for those who see all branches by id (the primary key) and by name.
        customers.HasIndex(c => new { c.BranchId, c.SortName, c.Id });
        customers.HasIndex(c => new { c.SortName, c.Id });
        customers.HasIndex(c => new { c.Tier, c.Id }).HasFilter("tier <> 'Mass'");           // the few of a tier among the whole bank's
        customers.HasIndex(c => c.OwnerId, "ix_customers_owner_died").HasFilter("died_on is not null"); // whose affairs their adviser has to close
        customers.HasIndex(c => c.Tags).HasMethod("gin");                                   // those with a tag
        customers.HasIndex(c => new { c.OwnerId, c.Id }).HasFilter("owner_id is not null"); // a relationship manager's portfolio
        customers.HasIndex(c => new { c.BranchId, c.BirthMonth, c.Id });                    // the birthdays of a month
        customers.HasIndex(c => c.Id, "ix_customers_birth_month_unread").HasFilter("birth_year is not null and birth_month is null"); // none, after a while
        customers.HasIndex(c => c.Id, "ix_customers_income_band_unread").HasFilter("income is not null and income_band is null"); // likewise
        customers.HasIndex(c => c.NameAndBirth).HasFilter("name_and_birth is not null");     // the same person under another document
        customers.HasIndex(c => c.MergedIntoId).HasFilter("merged_into_id is not null");     // those that go on in this one
    }
}

internal sealed class CustomerKeyReference : IEntityTypeConfiguration<CustomerKey>
{
    public void Configure(EntityTypeBuilder<CustomerKey> keys) =>
        keys.HasOne<Customer>().WithOne().HasForeignKey<CustomerKey>(k => k.CustomerId).OnDelete(DeleteBehavior.Restrict);
}
