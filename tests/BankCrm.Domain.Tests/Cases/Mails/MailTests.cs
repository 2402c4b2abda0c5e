using BankCrm.Domain.Cases.Mails;
using BankCrm.Domain.Common;
using Xunit;

namespace BankCrm.Domain.Tests.Cases.Mails;

public sealed class MailRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_mailbox_is_read_only_once_it_is_said_which_branch_takes_in_strangers()
    {
        var (rules, by) = (MailRules.Of(Guid.NewGuid()), Guid.NewGuid());
        Assert.StartsWith("Say first which branch", Refused(() => rules.Start(by, Now)), StringComparison.Ordinal);
        Assert.Equal("The mailbox is not read.", Refused(rules.Stop));

        rules.Change(Guid.NewGuid(), confirms: true, 5, "mx.bank.example");
        rules.Start(by, Now);

        Assert.Equal((true, Now, by, true, 5, "mx.bank.example"), (rules.IsOn, rules.StartedAt, rules.StartedBy, rules.Confirms, rules.MostOfSender, rules.TrustedHost));
        Assert.Equal("The mailbox is read already.", Refused(() => rules.Start(by, Now)));
        rules.Stop();
        Assert.Equal((false, null), (rules.IsOn, rules.StartedBy));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(MailRules.MostOfSenderEver + 1)]
    public void A_sender_has_a_limit(int most) =>
        Assert.Equal("Take between 1 and {0} mails of one sender a day.", Refused(() => MailRules.Of(Guid.NewGuid()).Change(Guid.NewGuid(), false, most, "")));

    private static string Refused(Action act) => Assert.Throws<RefusedException>(act).Message;
}
