using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Admin.ApiClients;

internal sealed class ApiClientConfiguration : IEntityTypeConfiguration<ApiClient>, IViolations
{
    private const string Name = "ux_api_clients_name";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Name] = "Another API client has this name.",
    };

    public void Configure(EntityTypeBuilder<ApiClient> clients)
    {
        clients.ToTable("api_clients");
        clients.Property(c => c.Name).HasMaxLength(ApiClient.NameMaxLength);
        clients.Property(c => c.Source).HasMaxLength(ApiClient.SourceMaxLength);
        clients.Property(c => c.Scopes).HasField("scopes").HasColumnType("text[]");
        clients.Property(c => c.Branches).HasField("branches").HasColumnType("uuid[]");
        clients.Property(c => c.Addresses).HasField("addresses").HasColumnType("text[]");
        clients.HasIndex(c => c.Name).IsUnique().HasDatabaseName(Name); // the audit trail calls it by its name

        clients.OwnsMany(c => c.Secrets, secrets =>
        {
            secrets.ToTable("api_secrets");
            secrets.WithOwner().HasForeignKey("ClientId");
            secrets.HasKey(s => s.Id);
            secrets.Property(s => s.Id).ValueGeneratedNever();
        });
    }
}

internal sealed class ApiClientUseConfiguration : IEntityTypeConfiguration<ApiClientUse>
{
    public void Configure(EntityTypeBuilder<ApiClientUse> uses)
    {
        uses.ToTable("api_client_uses");
        uses.HasKey(u => u.ClientId);
        uses.Property(u => u.Ip).HasMaxLength(60);
        uses.HasOne<ApiClient>().WithOne().HasForeignKey<ApiClientUse>(u => u.ClientId).OnDelete(DeleteBehavior.Restrict);
    }
}
