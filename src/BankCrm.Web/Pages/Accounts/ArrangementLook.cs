using BankCrm.Domain.Accounts.Arrangements;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Accounts;

internal static class ArrangementLook
{
    extension(CardStatus status)
    {
        public Colour Colour => status switch
        {
            CardStatus.Active => Colour.Green,
            CardStatus.Issued => Colour.Amber,
            CardStatus.Blocked or CardStatus.LossReported => Colour.Red,
            _ => Colour.Grey,
        };
    }

    extension(OrderStatus status)
    {
        public Colour Colour => status switch
        {
            OrderStatus.Active => Colour.Green,
            OrderStatus.Suspended => Colour.Amber,
            _ => Colour.Grey,
        };
    }

    extension(LoanStatus status)
    {
        public Colour Colour => status switch
        {
            LoanStatus.Running => Colour.Green,
            LoanStatus.InArrears or LoanStatus.EndedInDebt => Colour.Red,
            _ => Colour.Grey,
        };
    }
}
