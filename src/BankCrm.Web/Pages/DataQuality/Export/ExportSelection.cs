using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Export;
using BankCrm.Web.Pages.Customers.Selections;

namespace BankCrm.Web.Pages.DataQuality.Export;

internal sealed class ExportSelection : ISelectionAction
{
    public string Permission => AllowAttribute.On(typeof(RequestExport));

    public string Sentence => "Export";

    public string Icon => "file-export";

    public int Order => 900;

    public string PathFor(Guid selectionId) => $"/data-quality/exports/new?selection={selectionId}";
}
