using BankCrm.Application.Platform;
using BankCrm.Infrastructure.Integration.Email;
using BankCrm.Infrastructure.Integration.Email.Returned;

namespace BankCrm.Application.Tests.Integration.Email;

/// <summary>What is wrong with the settings of the mailbox to which customers write stops the start, and says which.</summary>
public sealed class IncomingMailOptionsTests
{
    private static readonly MailboxOptions Good = new() { Host = "mail.bank.example", User = "service", Password = "a secret" };

    public static TheoryData<MailboxOptions, string> Wrong => new()
    {
        { Good with { User = "" }, "BankCrm:Email:Incoming needs the User and the Password of a mailbox that only this product reads: what is read is deleted." },
        { Good with { Password = "a\r\nDELE 1" }, "BankCrm:Email:Incoming needs the User and the Password of a mailbox that only this product reads: what is read is deleted." },
        { Good with { Tls = false }, "BankCrm:Email:Incoming:Tls can be off only for a mail server on this machine." },
        { Good with { Port = 0 }, "BankCrm:Email:Incoming: Port is between 1 and 65535, SecondsToAnswer between 1 and 300." },
        { Good with { SecondsToAnswer = 301 }, "BankCrm:Email:Incoming: Port is between 1 and 65535, SecondsToAnswer between 1 and 300." },
        { Good with { User = "returned" }, "BankCrm:Email:Incoming is the mailbox of BankCrm:Email:Returned: one of them would delete what the other waits for." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_setting_that_cannot_be_used_is_refused_with_its_name(MailboxOptions options, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<StartUpException>(With(options).Check).Message);

    [Fact]
    public void Two_mailboxes_on_one_server_can_be_used()
    {
        With(Good).Check();
        With(new() { Port = 0 }).Check(); // nobody looks there
    }

    private static EmailOptions With(MailboxOptions incoming) => new()
    {
        Incoming = incoming,
        Returned = new ReturnedMailOptions { Host = "mail.bank.example", Address = "returned@bank.example", User = "returned", Password = "a secret" },
    };
}
