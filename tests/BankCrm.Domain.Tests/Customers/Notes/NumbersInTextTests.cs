using BankCrm.Domain.Customers.Notes;
using Xunit;

namespace BankCrm.Domain.Tests.Customers.Notes;

public sealed class NumbersInTextTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Theory]
    [InlineData("ID 11010519491231002X, please check")]
    [InlineData("证件号１１０１０５１９４９１２３１００２Ｘ。")]
    [InlineData("110105 19491231 002x")]
    [InlineData("Lost 4111-1111-1111-1111")]
    public void Finds_numbers_of_documents_and_cards(string text) => Assert.True(NumbersInText.Has(text, Today));

    [Theory]
    [InlineData("")]
    [InlineData("Call 13800138000 after 17:00")]
    [InlineData("Order 4111111111111112")]
    [InlineData("110105194912310021 is mistyped")]
    [InlineData("2026-11-25 - 2026-12-01")]
    public void Leaves_other_texts_alone(string text) => Assert.False(NumbersInText.Has(text, Today));

    [Theory]
    [InlineData("ID 11010519491231002X, please check", "ID **************002X, please check")]
    [InlineData("证件号１１０１０５１９４９１２３１００２Ｘ。", "证件号**************００２Ｘ。")]
    [InlineData("Lost 4111-1111-1111-1111 and 110105 19491231 002x", "Lost ****-****-****-1111 and ****** ******** 002x")]
    [InlineData("Call 13800138000 after 17:00", "Call 13800138000 after 17:00")]
    [InlineData("", "")]
    public void Of_what_others_wrote_only_the_last_four_figures_stay(string text, string masked)
    {
        Assert.Equal(masked, NumbersInText.Masked(text, Today));
        Assert.False(NumbersInText.Has(masked, Today));
    }
}
