using BankCrm.Application.DataQuality;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.DataQuality.Duplicates;

internal sealed class DuplicatesEntry : IMenuEntry
{
    public string Permission => DataQualityPermissions.Duplicates;

    public string Section => MenuSections.Customers;

    public string Sentence => "Registered twice";

    public string Icon => "users-group";

    public string Path => "/customers/duplicates";

    public int Order => 150;

    public string Keys => "g d";
}
