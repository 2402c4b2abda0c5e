using BankCrm.Application.Campaigns.Planning;
using BankCrm.Domain.Campaigns.Planning;

namespace BankCrm.Web.Pages.Campaigns;

/// <summary>What the forms of a campaign carry.</summary>
public sealed class CampaignForm
{
    public const int Ways = 6;

    /// <summary>Carried by the form, so that a double click drafts one.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public uint Version { get; set; }

    public Guid? ForBranchId { get; set; }

    public CampaignPlan Plan { get; set; } = new();

    public List<Guid> Include { get; set; } = [];

    public List<Guid> Exclude { get; set; } = [];

    /// <summary>In the order of preference, with gaps.</summary>
    public List<CampaignChannel?> Channels { get; set; } = [.. new CampaignChannel?[Ways]];

    public CampaignAudience Audience => new([.. Include.Distinct()], [.. Exclude.Distinct()], [.. Channels.OfType<CampaignChannel>().Distinct()]);

    public static CampaignForm New(DateOnly today) => new()
    {
        Plan = new() { StartsOn = today, EndsOn = today.AddDays(30) },
        Channels = [CampaignChannel.Sms, CampaignChannel.Email, .. new CampaignChannel?[Ways - 2]],
    };

    public static CampaignForm Of(CampaignShown campaign) => new()
    {
        Id = campaign.Id,
        Version = campaign.Version,
        ForBranchId = campaign.ForBranchId,
        Plan = campaign.Plan,
        Include = [.. campaign.Segments.Where(s => !s.IsExcluded).Select(s => s.Id)],
        Exclude = [.. campaign.Segments.Where(s => s.IsExcluded).Select(s => s.Id)],
        Channels = [.. campaign.Channels, .. new CampaignChannel?[Ways - campaign.Channels.Count]],
    };
}
