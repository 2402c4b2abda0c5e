using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Domain.Integration;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Integration;

internal sealed class ApiRequestConfiguration : IEntityTypeConfiguration<ApiRequest>
{
    public void Configure(EntityTypeBuilder<ApiRequest> requests)
    {
        requests.ToTable("api_requests");
        requests.HasKey(r => new { r.ClientId, r.Key });
        requests.Property(r => r.Key).HasMaxLength(ApiRequest.KeyMaxLength);
        requests.Property(r => r.Route).HasMaxLength(ApiRequest.RouteMaxLength);
        requests.Property(r => r.Attempt).IsConcurrencyToken();
        requests.HasOne<ApiClient>().WithMany().HasForeignKey(r => r.ClientId).OnDelete(DeleteBehavior.Restrict);
        requests.HasIndex(r => r.StartedAt); // those that are kept no longer
    }
}
