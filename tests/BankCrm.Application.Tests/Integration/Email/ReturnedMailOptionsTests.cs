using BankCrm.Application.Platform;
using BankCrm.Infrastructure.Integration.Email;
using BankCrm.Infrastructure.Integration.Email.Returned;
using Xunit;

namespace BankCrm.Application.Tests.Integration.Email;

/// <summary>What is wrong with the settings of the mailbox stops the start, and says which.</summary>
public sealed class ReturnedMailOptionsTests
{
    private static readonly ReturnedMailOptions Good = new() { Host = "mail.bank.example", Address = "returned@bank.example", User = "returned", Password = "a secret" };

    public static TheoryData<ReturnedMailOptions, string> Wrong => new()
    {
        { Good with { Address = "returned" }, "BankCrm:Email:Returned:Address is no e-mail address." },
        { Good with { Address = "" }, "BankCrm:Email:Returned:Address is no e-mail address." },
        { new ReturnedMailOptions { Address = "returned" }, "BankCrm:Email:Returned:Address is no e-mail address." },
        { Good with { User = "" }, "BankCrm:Email:Returned needs the User and the Password of a mailbox that only this product reads: what is read is deleted." },
        { Good with { Password = "" }, "BankCrm:Email:Returned needs the User and the Password of a mailbox that only this product reads: what is read is deleted." },
        { Good with { Password = "a\r\nDELE 1" }, "BankCrm:Email:Returned needs the User and the Password of a mailbox that only this product reads: what is read is deleted." },
        { Good with { Tls = false }, "BankCrm:Email:Returned:Tls can be off only for a mail server on this machine." },
        { Good with { Port = 0 }, "BankCrm:Email:Returned: Port is between 1 and 65535, SecondsToAnswer between 1 and 300." },
        { Good with { Port = 65_536 }, "BankCrm:Email:Returned: Port is between 1 and 65535, SecondsToAnswer between 1 and 300." },
        { Good with { SecondsToAnswer = 0 }, "BankCrm:Email:Returned: Port is between 1 and 65535, SecondsToAnswer between 1 and 300." },
        { Good with { SecondsToAnswer = 301 }, "BankCrm:Email:Returned: Port is between 1 and 65535, SecondsToAnswer between 1 and 300." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_setting_that_cannot_be_used_is_refused_with_its_name(ReturnedMailOptions options, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<StartUpException>(new EmailOptions { Returned = options }.Check).Message);

    [Fact]
    public void What_can_be_used_is_and_without_a_host_nobody_looks()
    {
        new EmailOptions { Returned = Good }.Check();
        new EmailOptions { Returned = Good with { Host = "localhost", Tls = false, Port = 110, SecondsToAnswer = 300 } }.Check();
        new EmailOptions().Check();
        new EmailOptions { Returned = new() { Address = "returned@bank.example", Port = 0 } }.Check();

        Assert.True(Good.IsSetUp);
        Assert.False(new ReturnedMailOptions { Address = "returned@bank.example" }.IsSetUp);
    }

    [Fact]
    public void The_password_stands_in_no_log() => Assert.DoesNotContain("secret", Good.ToString(), StringComparison.Ordinal);
}
