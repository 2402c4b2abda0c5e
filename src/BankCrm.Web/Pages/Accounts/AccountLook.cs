using BankCrm.Domain.Accounts;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Accounts;

internal static class AccountLook
{
    extension(AccountStatus status)
    {
        public Colour Colour => status switch
        {
            AccountStatus.Open => Colour.Green,
            AccountStatus.Dormant => Colour.Amber,
            AccountStatus.Frozen or AccountStatus.LossReported => Colour.Red,
            _ => Colour.Grey,
        };
    }
}
