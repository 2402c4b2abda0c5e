using BankCrm.Domain.Platform.Outbox;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Integration.Outbox;

internal static class OutboxLook
{
    extension(OutgoingState state)
    {
        public Colour Colour => state switch
        {
            OutgoingState.Sent => Colour.Green,
            OutgoingState.Waiting or OutgoingState.Sending => Colour.Blue,
            OutgoingState.Unclear or OutgoingState.Refused => Colour.Amber,
            OutgoingState.Failed => Colour.Red,
            _ => Colour.Grey,
        };
    }
}
