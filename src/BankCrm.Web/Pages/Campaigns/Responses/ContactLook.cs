using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Campaigns.Responses;

internal static class ContactLook
{
    extension(ContactState state)
    {
        public Colour Colour => state switch
        {
            ContactState.Sent => Colour.Green,
            ContactState.WithColleague => Colour.Amber,
            ContactState.Planned or ContactState.Sending => Colour.Blue,
            ContactState.Failed => Colour.Red,
            _ => Colour.Grey,
        };
    }
}
