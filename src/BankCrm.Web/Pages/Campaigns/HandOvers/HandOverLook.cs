using BankCrm.Domain.Campaigns.HandOvers;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Campaigns.HandOvers;

internal static class HandOverLook
{
    extension(HandOverState state)
    {
        public Colour Colour => state switch
        {
            HandOverState.Ready => Colour.Green,
            HandOverState.Waiting => Colour.Blue,
            HandOverState.Failed => Colour.Red,
            _ => Colour.Grey,
        };
    }
}
