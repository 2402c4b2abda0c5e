using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Accounts.Alerts;

internal static class AlertLook
{
    extension(AlertStatus status)
    {
        public Colour Colour => status switch
        {
            AlertStatus.Raised => Colour.Red,
            AlertStatus.Acknowledged => Colour.Amber,
            AlertStatus.Escalated => Colour.Blue,
            _ => Colour.Green,
        };
    }
}
