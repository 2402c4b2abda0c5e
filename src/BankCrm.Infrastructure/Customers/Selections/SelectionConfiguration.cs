using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Customers.Selections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Customers.Selections;

internal sealed class CustomerSelectionConfiguration : IEntityTypeConfiguration<CustomerSelection>
{
    public void Configure(EntityTypeBuilder<CustomerSelection> selections)
    {
        selections.ToTable("customer_selections");
        selections.Property(s => s.Words).HasMaxLength(CustomerSelection.WordsMaxLength);
        selections.Property(s => s.Address).HasMaxLength(CustomerSelection.AddressMaxLength);
        selections.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.ChosenBy).OnDelete(DeleteBehavior.Restrict);
        selections.HasIndex(s => new { s.ChosenBy, s.ExpiresAt }); // a colleague's own, and which of them are over
    }
}

internal sealed class SelectedCustomersConfiguration : IEntityTypeConfiguration<SelectedCustomers>
{
    public void Configure(EntityTypeBuilder<SelectedCustomers> parts)
    {
        parts.ToTable("selected_customers");
        parts.HasKey(p => new { p.SelectionId, p.Part });
        parts.HasOne<CustomerSelection>().WithMany().HasForeignKey(p => p.SelectionId).OnDelete(DeleteBehavior.Cascade);
    }
}
