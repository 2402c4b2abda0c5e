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

/// <summary>For those who make campaigns: what runs, what ends soon, and their own drafts. For those who decide or hand over: what waits for them.</summary>
internal sealed class CampaignsAtHome : IHomePanel
{
    public string Permission => CampaignRights.WorksOn;

    public string View => "Campaigns/_AtHome";

    public int Order => 16;

    public async Task<object?> LoadAsync(IServiceProvider services, CancellationToken ct)
    {
        var me = services.GetRequiredService<CurrentUser>();
        if (!me.May(CampaignPermissions.Read))
        {
            return null;
        }

        var shown = await services.GetRequiredService<IQueryHandler<GetCampaignsAtHome, CampaignsAtHomeShown>>().HandleAsync(new(), ct);
        return shown.IsEmpty && !me.May(CampaignPermissions.Write) ? null : shown; // who only decides or hands over has nothing to see here on most days
    }
}
