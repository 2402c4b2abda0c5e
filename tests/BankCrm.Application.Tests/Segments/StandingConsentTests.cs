using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Consents;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Segments;

public sealed class StandingConsentTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task The_last_word_on_each_channel_stands()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change);
        var customer = await branch.HasCustomerAsync();
        Assert.Null(await StandingAsync(customer));

        await SayAsync(teller, customer, ConsentPurpose.Marketing, ConsentChannel.Sms, true);
        await SayAsync(teller, customer, ConsentPurpose.Marketing, ConsentChannel.Email, true);
        await SayAsync(teller, customer, ConsentPurpose.Marketing, ConsentChannel.Sms, false);
        await SayAsync(teller, customer, ConsentPurpose.Profiling, ConsentChannel.Phone, true);

        var standing = (await StandingAsync(customer))!;
        Assert.Equal((ConsentChannels.Email, ConsentChannels.Sms, ConsentChannels.Phone, ConsentChannels.None), (standing.Marketing, standing.NoMarketing, standing.Profiling, standing.Sharing));
    }

    [Fact]
    public async Task After_random_words_what_stands_is_what_was_said_last()
    {
        var dice = new Random(11);
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change);
        var customer = await branch.HasCustomerAsync();
        var last = new Dictionary<(ConsentPurpose, ConsentChannel), bool>();

        for (var i = 0; i < 40; i++)
        {
            var (purpose, channel, given) = ((ConsentPurpose)dice.Next(3), (ConsentChannel)dice.Next(5), dice.Next(2) == 0);
            await SayAsync(teller, customer, purpose, channel, given);
            last[(purpose, channel)] = given;
        }

        var standing = (await StandingAsync(customer))!;
        Assert.Equal(Flags(ConsentPurpose.Marketing, true), standing.Marketing);
        Assert.Equal(Flags(ConsentPurpose.Marketing, false), standing.NoMarketing);
        Assert.Equal(Flags(ConsentPurpose.Profiling, true), standing.Profiling);
        Assert.Equal(Flags(ConsentPurpose.SharingWithPartners, true), standing.Sharing);

        ConsentChannels Flags(ConsentPurpose purpose, bool given) => last.Where(l => l.Key.Item1 == purpose && l.Value == given)
            .Aggregate(ConsentChannels.None, (all, l) => all | StandingConsent.FlagOf(l.Key.Item2));
    }

    private Task SayAsync(TestStaff teller, Guid customer, ConsentPurpose purpose, ConsentChannel channel, bool given) =>
        crm.As(teller).SendAsync(new RecordConsent { CustomerId = customer, Purpose = purpose, Channel = channel, IsGiven = given, Proof = "Form" });

    private Task<StandingConsent?> StandingAsync(Guid customer) => crm.ReadAsync(db => db.StandingConsents.SingleOrDefaultAsync(c => c.CustomerId == customer));
}
