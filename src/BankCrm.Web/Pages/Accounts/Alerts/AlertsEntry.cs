using BankCrm.Application.Common;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Accounts.Alerts;

internal sealed class AlertsEntry : IMenuEntry
{
    public string Permission => AudiencePermissions.Alerts;

    public string Section => MenuSections.Compliance;

    public string Sentence => "Alerts";

    public string Icon => "alert-triangle";

    public string Path => "/compliance/alerts";

    public int Order => 600;
}
