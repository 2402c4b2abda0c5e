using System.Text.Json;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Contacts;

namespace BankCrm.Domain.Tests.Customers.Contacts;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("13800138000", "+8613800138000", "138****8000")]
    [InlineData("+86 138-0013-8000", "+8613800138000", "138****8000")]
    [InlineData("0086 138 0013 8000", "+8613800138000", "138****8000")]
    [InlineData("8613800138000", "+8613800138000", "138****8000")]
    [InlineData("１３８００１３８０００", "+8613800138000", "138****8000")]
    [InlineData("138.0013.8000", "+8613800138000", "138****8000")]
    [InlineData("19912345678", "+8619912345678", "199****5678")]
    [InlineData("0512-62345678", "+8651262345678", "0512****5678")]
    [InlineData("（0512）6234567", "+865126234567", "0512****567")]
    [InlineData("010 6234 5678", "+861062345678", "010****5678")]
    [InlineData("+86 (0)21 6234 5678", "+862162345678", "021****5678")]
    [InlineData("+86 021 62345678", "+862162345678", "021****5678")]
    [InlineData("400-820-8820", "+864008208820", "400****820")]
    [InlineData("+1 (367) 171-6840", "+13671716840", "+1 ****6840")]
    [InlineData("001 212 423 7734", "+12124237734", "+1 ****7734")]
    [InlineData("+44 (0)20 7946 0958", "+442079460958", "+44 ****0958")]
    [InlineData("+852 2123 4567", "+85221234567", "+852 ****4567")]
    [InlineData("+683 4123", "+6834123", "+683 ****23")]
    public void A_number_is_kept_as_E164_and_masked(string typed, string e164, string mask)
    {
        var number = PhoneNumber.Parse(typed);

        Assert.Equal(e164, number.Unmasked);
        Assert.Equal(mask, number.ToString());
        Assert.Equal(e164[^4..], number.LastFour);
        Assert.DoesNotContain(e164[1..], JsonSerializer.Serialize(number), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("367-171-6840", "US", "+13671716840")]
    [InlineData("1 367 171 6840", "US", "+13671716840")]
    [InlineData("142-733-5872", "US", "+11427335872")]
    [InlineData("21234567", "HK", "+85221234567")]
    [InlineData("030 1234567", "DE", "+49301234567")]
    [InlineData("06 12345678", "IT", "+390612345678")]
    [InlineData("+86 13800138000", "US", "+8613800138000")]
    public void A_number_without_its_country_is_at_home_where_one_says(string typed, string country, string e164)
    {
        Assert.Equal(e164, PhoneNumber.Parse(typed, country).Unmasked);
    }

    [Theory]
    [InlineData("12345678901", "A mobile number of mainland China begins with 13 to 19. Compare the first digits.")]
    [InlineData("12363719652", "A mobile number of mainland China begins with 13 to 19. Compare the first digits.")]
    [InlineData("+8612363719652", "A mobile number of mainland China begins with 13 to 19. Compare the first digits.")]
    [InlineData("1380013800", "A mobile number of mainland China has 11 digits; this one has {0}.")]
    [InlineData("138001380000", "A mobile number of mainland China has 11 digits; this one has {0}.")]
    [InlineData("+86 138001380000", "A mobile number of mainland China has 11 digits; this one has {0}.")]
    [InlineData("62345678", "A land line needs its area code, as in 0512-62345678. Add the area code.")]
    [InlineData("0512-123", "A land line has an area code and 7 or 8 digits, as in 0512-62345678. Compare the digits; leave out extensions.")]
    [InlineData("+86 512 123", "A land line has an area code and 7 or 8 digits, as in 0512-62345678. Compare the digits; leave out extensions.")]
    [InlineData("367-171-6840", "This is no number of mainland China. Begin a foreign number with + and its calling code.")]
    [InlineData("+1 367 171 684", "A number of the United States or Canada has 10 digits; this one has {0}.")]
    [InlineData("+247 62123", "No country has this calling code. Compare the digits after + or 00.")]
    [InlineData("+683 412", "This number is too short: {0} digits after the calling code.")]
    [InlineData("+852 123", "A number of Hong Kong or Macao has 8 digits; this one has {0}.")]
    [InlineData("+44 12345678901234", "This number is too long: at most 15 digits with the calling code. Leave out extensions.")]
    [InlineData("13800138000转801", "A telephone number has digits, and + at most at its beginning. Leave out words and extensions.")]
    [InlineData("138+00138000", "A telephone number has digits, and + at most at its beginning. Leave out words and extensions.")]
    [InlineData("", "Enter a telephone number.")]
    [InlineData("\u202D13800138000\u202C", "The text contains marks that turn the reading direction. Type it again instead of pasting it.")]
    public void A_wrong_number_is_refused_with_what_to_do(string typed, string sentence)
    {
        var refused = Assert.Throws<RefusedException>(() => PhoneNumber.Parse(typed));

        Assert.Equal(sentence, refused.Message);
    }

    [Fact]
    public void Only_mainland_mobiles_receive_text_messages()
    {
        Assert.True(PhoneNumber.Parse("13800138000").IsMainlandMobile);
        Assert.False(PhoneNumber.Parse("0512-62345678").IsMainlandMobile);
        Assert.False(PhoneNumber.Parse("+1 3671716840").IsMainlandMobile);
    }

    [Fact]
    public void Countries_are_complete_and_no_calling_code_begins_another()
    {
        Assert.Equal(250, Countries.All.Count);
        Assert.True(Countries.Exists("CN") && Countries.Exists("TW") && !Countries.Exists("cn"));
    }
}
