using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Consents;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Application.Platform.Channels;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Application.Tests.Integration.Email;
using BankCrm.Application.Tests.Integration.Sms;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.Messaging;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Customers.Messaging;

/// <summary>Who gets a message and who does not, and who sees it.</summary>
public sealed class MessagesToCustomersTests(MessagingCrm crm) : IClassFixture<MessagingCrm>
{
    private static readonly string[] Teller = [MessagingPermissions.Send, MessagingPermissions.Read, CustomerPermissions.Read, CustomerPermissions.Change];

    [Fact]
    public async Task Where_nobody_is_nothing_is_sent_any_more()
    {
        await crm.TextsAsync();
        var customer = await crm.CustomerAsync("郑十", "", email: "gone@example.com");
        var id = await crm.WriteAsync(customer, ChannelKind.Email);
        crm.Mail.Answer = MailAnswer.NoSuchUser;
        await crm.SendAllAsync();
        crm.Mail.Answer = MailAnswer.Takes;

        var next = await crm.WriteAsync(customer, ChannelKind.Email);
        await crm.SendAllAsync();

        Assert.Equal((OutgoingState.Failed, OutgoingReason.NoSuchAddress), ((await crm.FindAsync(id)).State, (await crm.FindAsync(id)).Reason!.Value));
        Assert.Equal((OutgoingState.Refused, OutgoingReason.Suppressed), ((await crm.FindAsync(next)).State, (await crm.FindAsync(next)).Reason!.Value));
    }

    [Fact]
    public async Task Nothing_is_sent_to_whoever_has_died_meanwhile()
    {
        await crm.TextsAsync();
        var customer = await crm.CustomerAsync("冯十二", "13812340018");
        var id = await crm.WriteAsync(customer);

        await crm.HasChangedAsync<Customer>(customer, c => c.HasDied(new(2026, 1, 5), new(2026, 1, 6)));
        await crm.SendAllAsync();

        Assert.Equal((OutgoingState.Refused, OutgoingReason.Died), ((await crm.FindAsync(id)).State, (await crm.FindAsync(id)).Reason!.Value));
    }

    [Fact]
    public async Task Whether_it_may_be_sent_is_asked_when_it_is_sent()
    {
        await crm.TextsAsync();
        await crm.HasTextAsync("新产品上线，{customer.name}。", "spring.offer", purpose: MessagePurpose.Marketing);
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(Teller);
        var customer = await branch.HasCustomerAsync(new() { Name = "冯十一", Mobile = "13812340008" });
        await crm.As(teller).SendAsync(new RecordConsent { CustomerId = customer, Purpose = ConsentPurpose.Marketing, Channel = ConsentChannel.Sms, IsGiven = true, Proof = "Form 12" });
        var (agreed, disguised) = (await crm.WriteAsync(customer, purpose: MessagePurpose.Marketing, key: "spring.offer"), await crm.WriteAsync(customer, key: "spring.offer"));

        await crm.As(teller).SendAsync(new OptOut(customer)); // before either was sent
        await crm.SendAllAsync();

        foreach (var id in new[] { agreed, disguised })
        {
            var message = await crm.FindAsync(id);
            Assert.Equal((OutgoingState.Refused, OutgoingReason.NoConsent), (message.State, message.Reason!.Value));
        }

        Assert.DoesNotContain(crm.Sms.Given, g => g.Id == agreed || g.Id == disguised);
    }

    [Fact]
    public async Task Who_has_left_who_was_erased_and_who_has_no_number_get_nothing()
    {
        await crm.TextsAsync();
        var (left, erased, unknown) = (await crm.CustomerAsync("陈十二", "13812340009"), await crm.CustomerAsync("褚十三", "13812340010"), await crm.CustomerAsync("卫十四", ""));
        Guid[] ids = [await crm.WriteAsync(left), await crm.WriteAsync(erased), await crm.WriteAsync(unknown)];
        await crm.HasChangedAsync<Customer>(left, c => c.Classify(c.Tier, LifeCycleStage.Closed, c.Language, c.Tags));
        await crm.WorkAsync(async (db, _) => db.Remove(await db.CustomerKeys.SingleAsync(k => k.CustomerId == erased)));

        await crm.SendAllAsync();

        Assert.Equal(
            [OutgoingReason.Closed, OutgoingReason.Erased, OutgoingReason.NoAddress],
            await Task.WhenAll(ids.Select(async id => (await crm.FindAsync(id)).Reason!.Value)));
    }

    [Fact]
    public async Task What_fills_a_text_leads_nowhere_and_what_nothing_fills_is_not_sent()
    {
        await crm.HasTextAsync("请带{detail}来{branch.name}。", "documents.missing");
        var customer = await crm.CustomerAsync("韩十七", "13812340013");
        var (filled, empty) = (
            await crm.WriteAsync(customer, key: "documents.missing", values: ("detail", "合同\r\nhttp://evil.example/x {customer.name}")), await crm.WriteAsync(customer, key: "documents.missing"));

        await crm.SendAllAsync();

        Assert.Contains("请带合同 … (customer.name)来", crm.Only(filled).Text, StringComparison.Ordinal);
        Assert.Equal((OutgoingState.Refused, OutgoingReason.Unfilled), ((await crm.FindAsync(empty)).State, (await crm.FindAsync(empty)).Reason!.Value));
    }

    [Fact]
    public async Task Words_and_number_lie_sealed_and_the_story_of_the_customer_tells_them()
    {
        await crm.TextsAsync();
        var branch = crm.NewBranch();
        var (teller, elsewhere) = (await branch.HasStaffAsync(Teller), await crm.NewBranch().HasStaffAsync([.. Teller, OutboxPermissions.Read]));
        var customer = await branch.HasCustomerAsync(new() { Name = "杨十八", Mobile = "13812340014" });
        var id = await crm.WriteAsync(customer);
        await crm.SendAllAsync();

        var raw = await crm.ReadAsync(db => db.CustomerMessages.SingleAsync(m => m.Id == id));
        Assert.All([raw.Text, raw.Recipient, raw.Values], kept => Assert.DoesNotContain("杨十八", System.Text.Encoding.UTF8.GetString(kept!.Envelope), StringComparison.Ordinal));
        var story = await crm.As(teller).AskAsync<GetTimeline, CustomerTimeline>(new(customer));
        var told = Assert.Single(story.Page.Items, e => e.Sentence == "Message sent: {0}");
        Assert.Equal("杨十八，您的卡已到。", told.Text);
        Assert.DoesNotContain(story.Page.Items, e => e.Sentence == "The record was changed");
        Assert.Null((await crm.As(elsewhere).AskAsync<GetOutboxMessage, OutboxMessageShown>(new(id))).Words);
    }

    [Fact]
    public async Task Whoever_runs_the_outbox_sees_no_customer_and_whoever_serves_them_does()
    {
        await crm.TextsAsync();
        var branch = crm.NewBranch();
        var (admin, manager) = (
            await branch.HasStaffAsync(OutboxPermissions.Read, OutboxPermissions.Operate), await branch.HasStaffAsync([.. Teller, OutboxPermissions.Read, MessagingPermissions.Suppress]));
        var customer = await branch.HasCustomerAsync(new() { Name = "朱十九", Mobile = "13812340015" });
        var number = await crm.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Number).SingleAsync());
        var id = await crm.WriteAsync(customer);
        await crm.SendAllAsync();

        var blind = await crm.As(admin).AskAsync<ListOutbox, OutboxList>(new());
        var found = await crm.As(manager).AskAsync<ListOutbox, OutboxList>(new(Number: number));
        var page = await crm.As(manager).AskAsync<GetOutboxMessage, OutboxMessageShown>(new(id));

        Assert.All(blind.Messages.Items, row => Assert.Null(row.Customer ?? row.Number));
        Assert.Contains(blind.Messages.Items, row => row.Id == id);
        Assert.Null((await crm.As(admin).AskAsync<GetOutboxMessage, OutboxMessageShown>(new(id))).Words);
        Assert.Equal([id], found.Messages.Items.Select(row => row.Id));
        Assert.Equal("138****0015", page.Words!.Recipient);
        Assert.True(await crm.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Event == "customer.viewed" && e.CustomerRef == customer && e.ObjectId == id)));

        await crm.As(manager).SendAsync(new SuppressAddress(id, SuppressedBecause.AskedFor));
        var silenced = await crm.WriteAsync(customer);
        await crm.SendAllAsync();
        var suppression = (await crm.As(manager).AskAsync<GetOutboxMessage, OutboxMessageShown>(new(id))).Words!.Suppression!;
        await crm.As(manager).SendAsync(new LiftSuppression(suppression.Id, suppression.Version, id));
        var heard = await crm.WriteAsync(customer);
        await crm.SendAllAsync();
        Assert.Equal((OutgoingState.Refused, OutgoingState.Sent), ((await crm.FindAsync(silenced)).State, (await crm.FindAsync(heard)).State));
    }

    [Fact]
    public async Task A_colleague_sends_approved_words_only_and_a_double_click_sends_one()
    {
        await crm.TextsAsync();
        await crm.HasTextAsync("请带{detail}来。", "documents.missing");
        var branch = crm.NewBranch();
        var (teller, other) = (await branch.HasStaffAsync(Teller), await crm.NewBranch().HasStaffAsync(Teller));
        var customer = await branch.HasCustomerAsync(new() { Name = "秦二十", Mobile = "13812340016" });
        var form = await crm.As(teller).AskAsync<GetMessageForm, MessageForm>(new(customer));
        var text = form.Texts.Single(t => t is { HasDetail: true, Channel: ChannelKind.Sms });
        var send = new SendMessage { CustomerId = customer, TemplateId = text.Id, Detail = "身份证原件", TheyAskedForIt = true };

        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(other).SendAsync(send));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(send with { Detail = "" }));
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => crm.As(teller).SendAsync(send with { Detail = "see www.evil.example" }));
        await crm.As(teller).SendAsync(send);
        var twice = await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(send));
        await crm.SendAllAsync();

        Assert.Equal("This message was sent already.", twice.Message);
        Assert.EndsWith("请带身份证原件来。", crm.Only(send.Id).Text, StringComparison.Ordinal);
        Assert.Equal(MessagePurpose.Answer, (await crm.FindAsync(send.Id)).Purpose);
    }
}
