using BankCrm.Application.Campaigns;
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
