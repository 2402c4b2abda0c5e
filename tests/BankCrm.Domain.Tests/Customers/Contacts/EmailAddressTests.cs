using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Contacts;

namespace BankCrm.Domain.Tests.Customers.Contacts;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("Emma.Smith@GMail.COM", "Emma.Smith@gmail.com", "E***@g**.com")]
    [InlineData("15352928719@qq.com", "15352928719@qq.com", "1***@q**.com")]
    [InlineData("zhang＠ｑｑ．com", "zhang@qq.com", "z***@q**.com")]
    [InlineData("o'brien+bank@mail.example.co.uk", "o'brien+bank@mail.example.co.uk", "o***@m**.uk")]
    [InlineData("info@例子.中国", "info@例子.中国", "i***@例**.中国")]
    public void An_address_has_its_domain_in_lower_case_and_is_masked(string typed, string address, string mask)
    {
        var email = EmailAddress.Parse(typed);

        Assert.Equal(address, email.Unmasked);
        Assert.Equal(mask, email.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("emma")]
    [InlineData("@qq.com")]
    [InlineData("a@b@c.com")]
    [InlineData("a b@qq.com")]
    [InlineData(".a@qq.com")]
    [InlineData("a..b@qq.com")]
    [InlineData("a@qq")]
    [InlineData("a@qq..com")]
    [InlineData("a@-qq.com")]
    [InlineData("a@1.2.3.4")]
    [InlineData("a@qq.com\nBcc: b@qq.com")]
    [InlineData("<a@qq.com>")]
    [InlineData("用户@qq.com")]
    public void A_wrong_address_is_refused(string typed)
    {
        Assert.Throws<RefusedException>(() => EmailAddress.Parse(typed));
    }

    [Fact]
    public void Case_makes_no_other_address()
    {
        var one = EmailAddress.Parse("Emma@qq.com");
        var other = EmailAddress.Parse("emma@QQ.com");

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal("emma@qq.com", one.LookupKey);
    }
}
