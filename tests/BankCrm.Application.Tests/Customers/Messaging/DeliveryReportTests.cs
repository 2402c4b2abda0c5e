using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Application.Tests.Integration.Sms;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Messaging;
using BankCrm.Domain.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Customers.Messaging;

/// <summary>What the gateway says later of what it took.</summary>
public sealed class DeliveryReportTests(MessagingCrm crm) : IClassFixture<MessagingCrm>
{
    private static readonly CurrentUser Gateway = CurrentUser.System("sms gateway", OutboxPermissions.Send);

    [Fact]
    public async Task That_a_message_arrived_is_kept_once_and_told_in_the_timeline()
    {
        await crm.TextsAsync();
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read, MessagingPermissions.Read);
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕", Mobile = "13812345001" });
        var id = await crm.WriteAsync(customer);
        await crm.SendAllAsync();

        await crm.As(Gateway).SendAsync(new ReportDelivery(id, DeliveryWord.Delivered, crm.Now));

        await Assert.ThrowsAsync<RefusedException>(() => crm.As(Gateway).SendAsync(new ReportDelivery(id, DeliveryWord.Delivered, crm.Now)));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(Gateway).SendAsync(new ReportDelivery(id, DeliveryWord.NoSuchAddress, crm.Now)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(Gateway).SendAsync(new ReportDelivery(Guid.NewGuid(), DeliveryWord.Delivered, crm.Now)));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(teller).SendAsync(new ReportDelivery(id, DeliveryWord.Failed, crm.Now)));
        var message = await crm.FindAsync(id);
        Assert.Equal((OutgoingState.Sent, "http"), (message.State, message.Gateway));
        Assert.NotNull(message.DeliveredAt);
        Assert.Contains((await crm.As(teller).AskAsync<GetTimeline, CustomerTimeline>(new(customer))).Page.Items, e => e.Sentence == "Message delivered: {0}");
    }

    [Fact]
    public async Task A_number_that_does_not_exist_gets_nothing_more()
    {
        await crm.TextsAsync();
        var customer = await crm.CustomerAsync("林晓燕", "13812345002");
        var id = await crm.WriteAsync(customer);
        await crm.SendAllAsync();

        await crm.As(Gateway).SendAsync(new ReportDelivery(id, DeliveryWord.NoSuchAddress, crm.Now));

        Assert.Equal((OutgoingState.Failed, OutgoingReason.NoSuchAddress), ((await crm.FindAsync(id)).State, (await crm.FindAsync(id)).Reason));
        var lookup = await crm.ReadAsync(db => db.CustomerMessages.Where(m => m.Id == id).Select(m => m.RecipientLookup).SingleAsync());
        Assert.Equal(SuppressedBecause.Bounced, await crm.ReadAsync(db => db.SuppressedAddresses.Where(s => s.Lookup == lookup).Select(s => s.Because).SingleAsync()));
        var next = await crm.WriteAsync(customer);
        await crm.SendAllAsync();
        Assert.Equal(OutgoingReason.Suppressed, (await crm.FindAsync(next)).Reason);
    }

    [Fact]
    public async Task A_message_of_which_nobody_knew_whether_it_went_is_settled_by_it()
    {
        await crm.TextsAsync();
        var customer = await crm.CustomerAsync("林晓燕", "13812345003");
        var id = await crm.WriteAsync(customer);
        crm.Sms.Answer = SmsAnswer.TakesAndIsSilent;
        await crm.SendAllAsync();
        crm.Sms.Answer = SmsAnswer.Takes;
        Assert.Equal(OutgoingState.Unclear, (await crm.FindAsync(id)).State);

        await crm.As(Gateway).SendAsync(new ReportDelivery(id, DeliveryWord.Delivered, crm.Now));
        crm.Pass(TimeSpan.FromHours(3));
        await crm.SendAllAsync();

        Assert.Equal(OutgoingState.Sent, (await crm.FindAsync(id)).State);
        Assert.Single(crm.Sms.Given, g => g.Id == id);
    }
}
