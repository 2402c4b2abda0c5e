using BankCrm.Domain.Customers;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.TagHelpers;
using Microsoft.AspNetCore.Html;

namespace BankCrm.Web.Pages.Customers;

internal static class TierMark
{
    extension(Text text)
    {
        /// <summary>The tier, marked where it is one of the better ones.</summary>
        public IHtmlContent? Tier(CustomerTier? tier) => tier switch
        {
            null => null,
            CustomerTier.Mass => new HtmlContentBuilder().Append(text[tier]),
            CustomerTier.Affluent => Badge.Of(Colour.Blue, text[tier]),
            _ => Badge.Of(Colour.Purple, text[tier]),
        };
    }
}
