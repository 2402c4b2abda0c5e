using BankCrm.Domain.Customers.Attachments;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Customers.Attachments;

public static class AttachmentLook
{
    public static Colour ColourOf(ScanState scan) => scan switch
    {
        ScanState.Clean => Colour.Green,
        ScanState.Pending => Colour.Blue,
        ScanState.Infected => Colour.Red,
        _ => Colour.Grey,
    };
}
