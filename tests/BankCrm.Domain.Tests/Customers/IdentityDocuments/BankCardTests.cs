using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Domain.Tests.Customers.IdentityDocuments;

public sealed class BankCardTests
{
    [Theory]
    [InlineData("4111111111111111", "411111******1111")]
    [InlineData("4111 1111 1111 1111", "411111******1111")]
    [InlineData("６２１７-0000-0000-0000-004", "621700*********0004")]
    [InlineData("79927398713", "*******8713")]
    public void A_card_with_the_right_check_digit_is_accepted_and_masked(string typed, string mask)
    {
        var card = BankCard.Parse(typed);

        Assert.Equal(mask, card.ToString());
        Assert.Equal(card.Unmasked[^4..], card.LastFour);
    }

    [Theory]
    [InlineData("4111111111111112", "The check digit (the last one) does not fit: after these digits it would be {0}. Compare each digit with the card.")]
    [InlineData("41111111111111111111", "A card number has at most 19 digits, most have 16 to 19; this one has {0}. Read it from the card again.")]
    [InlineData("41", "A card number has at most 19 digits, most have 16 to 19; this one has {0}. Read it from the card again.")]
    [InlineData("0000000000000000", "A card number has digits only and does not begin with 0. Read it from the card again.")]
    [InlineData("4111-1111-1111-111A", "A card number has digits only and does not begin with 0. Read it from the card again.")]
    [InlineData(" ", "Enter the card number.")]
    public void A_wrong_card_is_refused_with_what_to_do(string typed, string sentence)
    {
        var refused = Assert.Throws<RefusedException>(() => BankCard.Parse(typed));

        Assert.Equal(sentence, refused.Message);
    }

    [Fact]
    public void Every_wrong_digit_is_found()
    {
        const string card = "4111111111111111";
        var wrong = from place in Enumerable.Range(0, card.Length)
                    from digit in "0123456789"
                    where card[place] != digit
                    select card[..place] + digit + card[(place + 1)..];

        Assert.All(wrong, number => Assert.NotNull(BankCard.Check(number)));
    }
}
