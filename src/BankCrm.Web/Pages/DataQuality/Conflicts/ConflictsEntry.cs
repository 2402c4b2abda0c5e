using BankCrm.Application.DataQuality.Conflicts;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.DataQuality.Conflicts;

internal sealed class ConflictsEntry : IMenuEntry
{
    public string Permission => ConflictPermissions.Read;

    public string Section => MenuSections.Customers;

    public string Sentence => "Conflicts";

    public string Icon => "git-compare";

    public string Path => "/data-quality/conflicts";

    public int Order => 195;
}
