using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Domain.Tests.Customers.IdentityDocuments;

public sealed class IbanTests
{
    [Theory]
    [InlineData("GB82WEST12345698765432", "GB82WE************5432")]
    [InlineData("gb82 west 1234 5698 7654 32", "GB82WE************5432")]
    [InlineData("DE89370400440532013000", "DE8937************3000")]
    [InlineData("FR1420041010050500013M02606", "FR1420*****************2606")]
    public void An_IBAN_is_accepted_and_masked(string typed, string mask)
    {
        var iban = Iban.Parse(typed);

        Assert.Equal(mask, iban.ToString());
    }

    [Theory]
    [InlineData("GB82WEST12345698765433", "The check digits (places 3 and 4) do not fit: with these places they would be {0}. Compare each place.")]
    [InlineData("GB82WEST1234569876543", "An IBAN of {0} has {1} places; this one has {2}. Read it again.")]
    [InlineData("CN82WEST12345698765432", "The country {0} issues no IBAN. Enter the account number as it is.")]
    [InlineData("8282WEST12345698765432", "An IBAN has two letters for the country, two check digits, then letters and digits. Read it again.")]
    [InlineData("", "An IBAN has two letters for the country, two check digits, then letters and digits. Read it again.")]
    public void A_wrong_IBAN_is_refused_with_what_to_do(string typed, string sentence)
    {
        var refused = Assert.Throws<RefusedException>(() => Iban.Parse(typed));

        Assert.Equal(sentence, refused.Message);
    }
}
