using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Domain.Admin.Users;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Admin.ApiClients;

internal sealed class ApiClientProposalConfiguration : IEntityTypeConfiguration<ApiClientProposal>, IViolations
{
    private const string Waiting = "ux_api_client_proposals_waiting";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Waiting] = "Something waits for a second administrator already: that is decided first.",
        ["pk_api_client_proposals"] = "This was proposed already.", // the same form, sent twice
    };

    public void Configure(EntityTypeBuilder<ApiClientProposal> proposals)
    {
        proposals.ToTable("api_client_proposals");
        proposals.Property(p => p.Name).HasMaxLength(ApiClient.NameMaxLength);
        proposals.Property(p => p.Scopes).HasField("scopes").HasColumnType("text[]");
        proposals.Property(p => p.Branches).HasField("branches").HasColumnType("uuid[]");
        proposals.Property(p => p.Addresses).HasField("addresses").HasColumnType("text[]");
        proposals.HasOne<ApiClient>().WithMany().HasForeignKey(p => p.ClientId).OnDelete(DeleteBehavior.Restrict);
        proposals.HasOne<StaffMember>().WithMany().HasForeignKey(p => p.ProposedBy).OnDelete(DeleteBehavior.Restrict);
        proposals.HasOne<StaffMember>().WithMany().HasForeignKey(p => p.DecidedBy).OnDelete(DeleteBehavior.Restrict);
        proposals.HasIndex(p => p.ClientId, Waiting).IsUnique().HasFilter("state = 'Proposed'"); // one at a time
    }
}
