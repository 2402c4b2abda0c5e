using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Selections;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Customers.Selections;

internal sealed class NamedListConfiguration : IEntityTypeConfiguration<NamedList>, IViolations
{
    private const string Name = "ux_customer_lists_name";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        ["pk_customer_lists"] = "There is such a record already.", // the same form, sent twice
        [Name] = "You have a list of this name already.",
    };

    public void Configure(EntityTypeBuilder<NamedList> lists)
    {
        lists.ToTable("customer_lists");
        lists.Property(l => l.Name).HasMaxLength(NamedList.NameMaxLength);
        lists.HasOne<StaffMember>().WithMany().HasForeignKey(l => l.MadeBy).OnDelete(DeleteBehavior.Restrict);
        lists.HasIndex(l => new { l.MadeBy, l.Name }).IsUnique().HasDatabaseName(Name); // a colleague's own
        lists.HasIndex(l => l.Audience).HasFilter("audience <> 'Own'");                 // those that are shared
    }
}

internal sealed class ListedCustomerConfiguration : IEntityTypeConfiguration<ListedCustomer>
{
    public void Configure(EntityTypeBuilder<ListedCustomer> listed)
    {
        listed.ToTable("listed_customers");
        listed.HasKey(l => new { l.ListId, l.CustomerId });
        listed.HasOne<NamedList>().WithMany().HasForeignKey(l => l.ListId).OnDelete(DeleteBehavior.Cascade);
        listed.HasOne<Customer>().WithMany().HasForeignKey(l => l.CustomerId).OnDelete(DeleteBehavior.Cascade);
        listed.HasIndex(l => l.CustomerId); // the lists of a customer
    }
}
