using BankCrm.Application.Recommendations;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Recommendations;

internal sealed class RecommendationsEntry : IMenuEntry
{
    public string Permission => RecommendationPermissions.Read;

    public string Section => MenuSections.Sales;

    public string Sentence => "Recommendations";

    public string Icon => "bulb";

    public string Path => "/recommendations";

    public int Order => 30;

    public string Keys => "g r";
}
