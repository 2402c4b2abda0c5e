using BankCrm.Domain.DataQuality.Import;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.DataQuality.Import;

/// <summary>In which colours the states of an import stand.</summary>
public static class ImportLook
{
    public static Colour ColourOf(ImportStatus status) => status switch
    {
        ImportStatus.Done => Colour.Green,
        ImportStatus.Failed => Colour.Red,
        ImportStatus.Checking or ImportStatus.Running or ImportStatus.Undoing => Colour.Blue,
        ImportStatus.Cancelled or ImportStatus.Cancelling => Colour.Amber,
        _ => Colour.Grey,
    };

    public static Colour ColourOf(ImportFindingKind kind) => kind switch
    {
        ImportFindingKind.Refused => Colour.Red,
        ImportFindingKind.AlreadyThere or ImportFindingKind.NotUndone => Colour.Amber,
        _ => Colour.Grey,
    };
}
