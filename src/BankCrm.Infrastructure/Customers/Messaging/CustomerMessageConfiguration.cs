using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Messaging;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Customers.Messaging;

internal sealed class CustomerMessageConfiguration : IEntityTypeConfiguration<CustomerMessage>, IViolations
{
    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        ["pk_outgoing_messages"] = "This message was sent already.", // the same form, sent twice
        ["pk_customer_messages"] = "This message was sent already.",
    };

    public void Configure(EntityTypeBuilder<CustomerMessage> messages)
    {
        messages.ToTable("customer_messages");
        messages.Property(m => m.Template).HasMaxLength(MessageTemplate.KeyMaxLength);
        messages.Property(m => m.About).HasMaxLength(CustomerMessage.AboutMaxLength);
        messages.HasOne<OutgoingMessage>().WithOne().HasForeignKey<CustomerMessage>(m => m.Id).OnDelete(DeleteBehavior.Restrict);
        messages.HasOne<Branch>().WithMany().HasForeignKey(m => m.BranchId).OnDelete(DeleteBehavior.Restrict);
        messages.HasOne<Customer>().WithMany().HasForeignKey(m => m.CustomerId).OnDelete(DeleteBehavior.Restrict);
        messages.HasIndex(m => new { m.CustomerId, m.Id }); // a customer's, the newest first
    }
}

internal sealed class SuppressedAddressConfiguration : IEntityTypeConfiguration<SuppressedAddress>, IViolations
{
    private const string Once = "ux_suppressed_addresses_once";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Once] = "Nothing is sent to it any more already.",
    };

    public void Configure(EntityTypeBuilder<SuppressedAddress> addresses)
    {
        addresses.ToTable("suppressed_addresses");
        addresses.HasIndex(s => new { s.Lookup, s.Channel }, Once).IsUnique().HasFilter("lifted_at is null"); // asked before each sending
    }
}
