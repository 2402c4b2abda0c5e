using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Customers.Consents;

internal sealed class StandingConsentConfiguration : IEntityTypeConfiguration<StandingConsent>
{
    public void Configure(EntityTypeBuilder<StandingConsent> consents)
    {
        consents.ToTable("standing_consents");
        consents.HasKey(c => c.CustomerId);
        consents.Property(c => c.Marketing).HasConversion<int>(); // bits, so that several channels are asked for at once
        consents.Property(c => c.NoMarketing).HasConversion<int>();
        consents.Property(c => c.Profiling).HasConversion<int>();
        consents.Property(c => c.Sharing).HasConversion<int>();
        consents.HasOne<Customer>().WithOne().HasForeignKey<StandingConsent>(c => c.CustomerId).OnDelete(DeleteBehavior.Cascade);
    }
}
