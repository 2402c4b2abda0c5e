using BankCrm.Domain.Platform.Channels;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Cases.Knowledge;

internal static class TextLook
{
    extension(TemplateState state)
    {
        public Colour Colour => state switch
        {
            TemplateState.Draft => Colour.Amber,
            TemplateState.Approved => Colour.Green,
            _ => Colour.Grey,
        };
    }
}
