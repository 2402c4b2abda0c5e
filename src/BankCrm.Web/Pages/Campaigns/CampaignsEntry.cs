using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Campaigns;

internal sealed class CampaignsEntry : IMenuEntry
{
    public string Permission => CampaignPermissions.Read;

    public string Section => MenuSections.Sales;

    public string Sentence => "Campaigns";

    public string Icon => "speakerphone";

    public string Path => "/campaigns";

    public int Order => 20;

    public string Keys => "g o";
}

/// <summary>For those who make campaigns: what runs and what waits for a decision. For those who decide: what waits for them.</summary>
internal sealed class CampaignsAtHome : IHomePanel
{
    private const int Most = 5;

    public string Permission => CampaignPermissions.Write + AllowAttribute.Or + CampaignPermissions.Approve;

    public string View => "Campaigns/_AtHome";

    public int Order => 16;

    public async Task<object?> LoadAsync(IServiceProvider services, CancellationToken ct)
    {
        var (list, me) = (services.GetRequiredService<IQueryHandler<ListCampaigns, Page<CampaignListRow>>>(), services.GetRequiredService<CurrentUser>());
        if (!me.May(CampaignPermissions.Read))
        {
            return null;
        }

        var makes = me.May(CampaignPermissions.Write);
        var waiting = (await list.HandleAsync(new(CampaignView.ToDecide), ct)).Items.Take(Most).ToList();
        var running = makes ? (await list.HandleAsync(new(CampaignView.Running), ct)).Items.Take(Most).ToList() : [];
        return makes || waiting.Count > 0 ? new CampaignsShownAtHome(waiting, running) : null;
    }
}

/// <param name="Running">Of those who make campaigns only.</param>
public sealed record CampaignsShownAtHome(IReadOnlyList<CampaignListRow> Waiting, IReadOnlyList<CampaignListRow> Running);
