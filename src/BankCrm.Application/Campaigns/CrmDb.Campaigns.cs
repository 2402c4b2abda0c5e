using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.HandOvers;
using BankCrm.Domain.Campaigns.Planning;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<Campaign> Campaigns => Set<Campaign>();

    public DbSet<CampaignText> CampaignTexts => Set<CampaignText>();

    public DbSet<CampaignAttachment> CampaignAttachments => Set<CampaignAttachment>();

    public DbSet<CampaignSegment> CampaignSegments => Set<CampaignSegment>();

    public DbSet<CampaignStep> CampaignSteps => Set<CampaignStep>();

    public DbSet<CampaignTest> CampaignTests => Set<CampaignTest>();

    public DbSet<CampaignContact> CampaignContacts => Set<CampaignContact>();

    public DbSet<CampaignHandOver> CampaignHandOvers => Set<CampaignHandOver>();

    public DbSet<CampaignTally> CampaignTallies => Set<CampaignTally>();
}
