using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Export;
using BankCrm.Web.Pages.Customers;

namespace BankCrm.Web.Pages.DataQuality.Export;

internal sealed class ExportAction : ICustomerListAction
{
    public string Permission => AllowAttribute.On(typeof(RequestExport));

    public string Sentence => "Export";

    public string Icon => "file-export";

    public string Path => "/data-quality/exports/new";
}
