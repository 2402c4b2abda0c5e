using BankCrm.Application.Segments;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Segments;

internal sealed class SegmentsEntry : IMenuEntry
{
    public string Permission => SegmentPermissions.Read;

    public string Section => MenuSections.Sales;

    public string Sentence => "Segments";

    public string Icon => "chart-pie";

    public string Path => "/segments";

    public int Order => 10;

    public string Keys => "g g";
}
