using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Export;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.DataQuality.Export;

internal sealed class ExportsEntry : IMenuEntry
{
    public string Permission => AllowAttribute.On(typeof(ListExports));

    public string Section => MenuSections.Customers;

    public string Sentence => "Exports";

    public string Icon => "file-export";

    public string Path => "/data-quality/exports";

    public int Order => 195;

    public string Keys => "g e";
}
