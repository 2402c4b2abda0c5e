using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Campaigns.HandOvers;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Campaigns.HandOvers;

internal sealed class HandOverConfiguration : IEntityTypeConfiguration<CampaignHandOver>, IViolations
{
    private const string AtWork = "ux_campaign_hand_overs_at_work";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [AtWork] = "Another file of yours is being written. Wait for it.",
        ["pk_campaign_hand_overs"] = "This file was asked for already.", // the same form, sent twice
    };

    public void Configure(EntityTypeBuilder<CampaignHandOver> handOvers)
    {
        handOvers.ToTable("campaign_hand_overs", table =>
        {
            table.HasCheckConstraint("ck_campaign_hand_overs_file", "state = 'Cancelled' or (state in ('Waiting', 'Failed')) = (file_id is null)");
            table.HasCheckConstraint("ck_campaign_hand_overs_key", "state in ('Ready', 'PickedUp') or file_key is null");
        });
        handOvers.Property(h => h.Language).HasMaxLength(20);
        handOvers.Property(h => h.Reason).HasMaxLength(CampaignHandOver.ReasonMaxLength);
        handOvers.Property(h => h.HeldBack).HasMaxLength(CampaignHandOver.HeldBackMaxLength);
        handOvers.Property(h => h.Failure).HasMaxLength(CampaignHandOver.FailureMaxLength);
        handOvers.Property(h => h.Digest).HasMaxLength(64);
        handOvers.Property(h => h.LeasedBy).HasMaxLength(CampaignHandOver.WorkerMaxLength);
        handOvers.Ignore(h => h.Reference);
        handOvers.HasOne<Campaign>().WithMany().HasForeignKey(h => h.CampaignId).OnDelete(DeleteBehavior.Restrict);
        handOvers.HasOne<Branch>().WithMany().HasForeignKey(h => h.BranchId).OnDelete(DeleteBehavior.Restrict);
        handOvers.HasOne<StaffMember>().WithMany().HasForeignKey(h => h.RequestedBy).OnDelete(DeleteBehavior.Restrict);

        handOvers.HasIndex(h => h.RequestedBy).IsUnique().HasFilter("state = 'Waiting'").HasDatabaseName(AtWork); // one at a time
        handOvers.HasIndex(h => new { h.CampaignId, h.Id });                                                      // those of a campaign, newest first
        handOvers.HasIndex(h => h.ExpiresAt).HasFilter("file_key is not null");                                   // what is kept no longer
    }
}
