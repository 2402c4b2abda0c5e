using BankCrm.Application.Admin;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Admin.ApiClients;

internal sealed class ApiClientsEntry : IMenuEntry
{
    public string Permission => AdminPermissions.ReadApiClients;

    public string Section => MenuSections.Administration;

    public string Sentence => "API clients";

    public string Icon => "plug-connected";

    public string Path => "/admin/api-clients";

    public int Order => 930;
}
