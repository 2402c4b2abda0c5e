using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Platform.Encryption;

internal sealed class CustomerKeyConfiguration : IEntityTypeConfiguration<CustomerKey>
{
    public void Configure(EntityTypeBuilder<CustomerKey> keys)
    {
        keys.ToTable("customer_keys", table => table.HasCheckConstraint("ck_customer_keys_wrapped", "octet_length(wrapped) = 65"));
        keys.HasKey(k => k.CustomerId);
        keys.Property(k => k.CustomerId).ValueGeneratedNever();
    }
}
