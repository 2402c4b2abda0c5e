using BankCrm.Application.DataQuality.Import;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.DataQuality.Import;

internal sealed class ImportEntry : IMenuEntry
{
    public string Permission => ImportRights.Any;

    public string Section => MenuSections.Customers;

    public string Sentence => "Import";

    public string Icon => "file-import";

    public string Path => "/customers/import";

    public int Order => 180;

    public string Keys => "g i";
}
