using BankCrm.Domain.Customers.Search;
using FsCheck;
using FsCheck.Fluent;
using static BankCrm.Domain.Customers.Search.SearchKind;

namespace BankCrm.Domain.Tests.Customers.Search;

public sealed class SearchTextTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Theory]
    [InlineData("C2128650047", CustomerNumber, "C2128650047")]
    [InlineData("c2128650047", CustomerNumber, "C2128650047")]
    [InlineData("2128650047", CustomerNumber, "C2128650047")]
    [InlineData("11010519491231002x", ResidentId, "11010519491231002X")]
    [InlineData("１１０１０５ 19491231 002X", ResidentId, "11010519491231002X")]
    [InlineData("810000199408230021", ResidentId, "810000199408230021")]
    [InlineData("110105491231002", ResidentId, "110105491231002")]
    [InlineData("91350100m000100y43", SocialCreditCode, "91350100M000100Y43")]
    [InlineData("911101085923662400", SocialCreditCode, "911101085923662400")]
    [InlineData("13800138000", Phone, "+8613800138000")]
    [InlineData("138 0013 8000", Phone, "+8613800138000")]
    [InlineData("0512-62345678", Phone, "+8651262345678")]
    [InlineData("+1 (367) 171-6840", Phone, "+13671716840")]
    [InlineData("5678", LastFour, "5678")]
    [InlineData("002x", LastFour, "002X")]
    [InlineData("4111 1111 1111 1111", BankCard, "4111111111111111")]
    [InlineData("GB82 WEST 1234 5698 7654 32", Iban, "GB82WEST12345698765432")]
    [InlineData("12345678", AccountNumber, "12345678")]
    [InlineData("Emma@GMail.com", Email, "emma@gmail.com")]
    [InlineData("E12345678", OtherDocument, "E12345678")]
    [InlineData("5493001KJTIIGC8Y1R12", OtherDocument, "5493001KJTIIGC8Y1R12")]
    [InlineData("张", HanName, "张")]
    [InlineData("张伟明", HanName, "张伟明")]
    [InlineData("𬭎", HanName, "𬭎")]
    [InlineData("TCL科技", HanName, "TCL科技")]
    [InlineData("360科技", HanName, "360科技")]
    [InlineData("zhang wei", Pinyin, "zhang wei")]
    [InlineData("zhangw", Pinyin, "zhangw")]
    [InlineData("lvbu", Pinyin, "lvbu")]
    [InlineData("zsf", Initials, "zsf")]
    [InlineData("Smith", LatinName, "Smith")]
    [InlineData("O'Brien Sean", LatinName, "O'Brien Sean")]
    public void The_likeliest_meaning_comes_first(string typed, SearchKind kind, string value)
    {
        var found = SearchText.Recognise(typed, Today);

        Assert.Null(found.TooLittle);
        Assert.Equal(new SearchGuess(kind, value), found.Guesses[0]);
    }

    [Theory]
    [InlineData("367-171-6840", Phone, "+13671716840")]
    [InlineData("926-93-2157", OtherDocument, "926932157")]
    [InlineData("6297640641328088243", AccountNumber, "6297640641328088243")]
    [InlineData("zhang", LatinName, "zhang")]
    [InlineData("an", Initials, "an")]
    [InlineData("an", LatinName, "an")]
    public void Less_likely_meanings_follow(string typed, SearchKind kind, string value)
    {
        var guesses = SearchText.Recognise(typed, Today).Guesses;

        Assert.Contains(new SearchGuess(kind, value), guesses.Skip(1));
    }

    [Fact]
    public void No_syllable_begins_with_i_so_li_has_no_initials() =>
        Assert.DoesNotContain(SearchText.Recognise("li", Today).Guesses, guess => guess.Kind is Initials);

    [Theory]
    [InlineData("110105194912310021", ResidentId, "The check digit (place 18) does not fit: after these 17 places it would be {0}. Compare each place with the card.")]
    [InlineData("110105199002300015", ResidentId, "Places 7 to 14 are no date of the calendar. Compare the birth date with the card.")]
    [InlineData("91350100M000100Y44", SocialCreditCode, "The check character (place 18) does not fit: after these 17 places it would be {0}. Compare each place with the licence.")]
    [InlineData("91350100MO00100Y43", SocialCreditCode, "Place {0} cannot be right: a credit code has digits and capital letters, but never I, O, S, V or Z.")]
    [InlineData("4111111111111112", BankCard, "The check digit (the last one) does not fit: after these digits it would be {0}. Compare each digit with the card.")]
    [InlineData("GB82WEST12345698765433", Iban, "The check digits (places 3 and 4) do not fit: with these places they would be {0}. Compare each place.")]
    [InlineData("12345678901", Phone, "A mobile number of mainland China begins with 13 to 19. Compare the first digits.")]
    [InlineData("+8612345678901", Phone, "A mobile number of mainland China begins with 13 to 19. Compare the first digits.")]
    [InlineData("emma@", Email, "After the @ stands a domain as in example.com: letters, digits, dashes and single dots. Compare the address.")]
    public void A_typing_error_is_explained(string typed, SearchKind kind, string sentence)
    {
        var guess = SearchText.Recognise(typed, Today).Guesses.Single(g => g.Kind == kind);

        Assert.Equal(sentence, guess.Fault?.Sentence);
    }

    [Theory]
    [InlineData("张伟 5678", HanName, "张伟", LastFour, "5678")]
    [InlineData("zhang wei 002x", Pinyin, "zhang wei", LastFour, "002X")]
    [InlineData("张伟 13800138000", HanName, "张伟", Phone, "+8613800138000")]
    [InlineData("Emma Smith 6840", LatinName, "Emma Smith", LastFour, "6840")]
    public void A_name_and_a_number_must_both_hold(string typed, SearchKind kind, string name, SearchKind andKind, string number)
    {
        var guess = SearchText.Recognise(typed, Today).Guesses[0];

        Assert.Equal(new SearchGuess(kind, name, And: new(andKind, number)), guess);
    }

    [Theory]
    [InlineData("", "Type a name, a number, a telephone or an e-mail address.")]
    [InlineData(" -' ", "Type a name, a number, a telephone or an e-mail address.")]
    [InlineData("z", "Type at least two letters: one letter would find too many.")]
    [InlineData("Z ", "Type at least two letters: one letter would find too many.")]
    [InlineData("123", "Type at least four digits.")]
    [InlineData("张\0", "The text contains control characters. Type it again instead of pasting it.")]
    public void Too_little_is_said_not_searched(string typed, string sentence)
    {
        var found = SearchText.Recognise(typed, Today);

        Assert.Empty(found.Guesses);
        Assert.Equal(sentence, found.TooLittle?.Sentence);
    }

    [Fact]
    public void A_guess_prints_its_kind_and_never_what_was_typed()
    {
        var guess = SearchText.Recognise("张伟 13800138000", Today).Guesses[0];

        Assert.Equal("HanName and Phone", guess.ToString());
        Assert.Equal("\"HanName and Phone\"", System.Text.Json.JsonSerializer.Serialize(guess));
    }

    [Fact]
    public void Whatever_is_typed_there_are_guesses_or_a_reason() =>
        Prop.ForAll<string>(typed =>
        {
            var found = SearchText.Recognise(typed ?? "", Today);
            return found.Guesses.Count > 0 ^ found.TooLittle is not null;
        }).QuickCheckThrowOnFailure();
}
