using BankCrm.Application.Customers.List;
using BankCrm.Domain.DataQuality.Export;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.DataQuality.Export;

/// <summary>How exports are shown.</summary>
public static class ExportLook
{
    public static Colour ColourOf(ExportStatus status) => status switch
    {
        ExportStatus.Ready => Colour.Green,
        ExportStatus.Proposed or ExportStatus.Waiting => Colour.Blue,
        ExportStatus.TurnedDown or ExportStatus.Failed => Colour.Red,
        _ => Colour.Grey,
    };

    public static string OrderOf(this Text text, CustomerOrder order) => order switch
    {
        CustomerOrder.OldestFirst => text["by number, the oldest first"],
        CustomerOrder.ByName => text["by name"],
        CustomerOrder.ByNameBackwards => text["by name, backwards"],
        _ => text["by number, the newest first"],
    };
}
