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

/// <summary>From the handler that has something to tell to the telephone that shows it.</summary>
public sealed class OutboxTests(MessagingCrm crm) : IClassFixture<MessagingCrm>
{
    [Fact]
    public async Task A_text_message_goes_to_the_customer_s_own_number_in_their_language_and_once()
    {
        await crm.TextsAsync();
        var (chinese, english) = (await crm.CustomerAsync("林晓燕", "13812340001"), await crm.CustomerAsync("Ann Lee", "13812340002", CustomerLanguage.English));
        var (first, second) = (await crm.WriteAsync(chinese), await crm.WriteAsync(english));

        await crm.SendAllAsync();
        await crm.SendAllAsync();

        Assert.Equal(("+8613812340001", "【示例银行】林晓燕，您的卡已到。"), crm.Only(first));
        Assert.Equal(("+8613812340002", "【示例银行】Ann Lee, your card is here."), crm.Only(second));
        Assert.Empty(crm.Sms.Forged);
        var sent = await crm.FindAsync(first);
        Assert.Equal((OutgoingState.Sent, "http"), (sent.State, sent.Gateway));
    }

    [Fact]
    public async Task An_e_mail_goes_over_an_encrypted_connection_with_an_id_of_ours()
    {
        await crm.TextsAsync();
        var customer = await crm.CustomerAsync("林晓燕", "", email: "lin@example.com");
        var id = await crm.WriteAsync(customer, ChannelKind.Email);

        await crm.SendAllAsync();

        var mail = Assert.Single(crm.Mail.Mails, m => m.Text.Contains($"<{id:n}.", StringComparison.Ordinal));
        Assert.Equal(("returned@bank.example", "lin@example.com", true, true), (mail.From, mail.To, mail.WasEncrypted, mail.WasSignedIn));
        Assert.Contains("Subject: =?utf-8?", mail.Text, StringComparison.Ordinal);
        Assert.Equal(OutgoingState.Sent, (await crm.FindAsync(id)).State);
    }

    [Fact]
    public async Task What_is_told_is_not_written_down_when_the_change_is_not()
    {
        await crm.TextsAsync();
        var customer = await crm.CustomerAsync("王五", "13812340003");
        var id = Guid.CreateVersion7();

        await Assert.ThrowsAsync<InvalidOperationException>(() => crm.WorkAsync<int>(async (db, services) =>
        {
            await services.GetRequiredService<CustomerMessages>().AddAsync(
                db, await db.Customers.SingleAsync(c => c.Id == customer), new(ChannelKind.Sms, MessagePurpose.Service, MessagingCrm.Template, new Dictionary<string, string>()), null, default, id);
            throw new InvalidOperationException("The change failed.");
        }));

        Assert.False(await crm.ReadAsync(db => db.OutgoingMessages.AnyAsync(m => m.Id == id)));
    }

    [Fact]
    public async Task Two_instances_send_each_message_once()
    {
        await crm.TextsAsync();
        var customer = await crm.CustomerAsync("李四", "13812340004");
        var ids = new List<Guid>();
        for (var i = 0; i < 60; i++)
        {
            ids.Add(await crm.WriteAsync(customer));
        }

        await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            var sender = crm.NewSender();
            while (await sender.RunNextAsync(CancellationToken.None))
            {
            }
        }));

        Assert.All(ids, id => Assert.Single(crm.Sms.Given, g => g.Id == id));
        Assert.Equal(60, await crm.ReadAsync(db => db.OutgoingMessages.CountAsync(m => ids.Contains(m.Id) && m.State == OutgoingState.Sent)));
    }

    [Fact]
    public async Task Who_finds_a_message_that_a_dead_process_gave_to_the_gateway_asks_and_does_not_send_it_again()
    {
        await crm.TextsAsync();
        var customer = await crm.CustomerAsync("赵六", "13812340005");
        var (gone, lost) = (await crm.WriteAsync(customer), await crm.WriteAsync(customer));
        await HandedOverByADeadProcessAsync(gone, lost);
        crm.Sms.Sent[gone] = "went out before the process died";

        await crm.SendAllAsync(); // its lease holds
        Assert.Equal(OutgoingState.Sending, (await crm.FindAsync(gone)).State);
        crm.Pass(TimeSpan.FromMinutes(6));
        await crm.SendAllAsync();

        Assert.Equal((OutgoingState.Sent, OutgoingState.Sent), ((await crm.FindAsync(gone)).State, (await crm.FindAsync(lost)).State));
        Assert.DoesNotContain(crm.Sms.Given, g => g.Id == gone); // asked only
        Assert.Single(crm.Sms.Given, g => g.Id == lost);         // not known there: sent now
    }

    [Fact]
    public async Task A_gateway_that_takes_a_message_and_does_not_answer_is_asked_later()
    {
        await crm.TextsAsync();
        var id = await crm.WriteAsync(await crm.CustomerAsync("孙七", "13812340006"));
        crm.Sms.Answer = SmsAnswer.TakesAndIsSilent;

        await crm.SendAllAsync();
        var unclear = await crm.FindAsync(id);
        crm.Sms.Answer = SmsAnswer.Takes;
        crm.Pass(TimeSpan.FromMinutes(2));
        await crm.SendAllAsync();

        Assert.Equal((OutgoingState.Unclear, OutgoingReason.TimedOut), (unclear.State, unclear.Reason));
        Assert.Equal(OutgoingState.Sent, (await crm.FindAsync(id)).State);
        Assert.Single(crm.Sms.Given, g => g.Id == id);
        Assert.Contains(id, crm.Sms.Asked);
    }

    [Fact]
    public async Task An_e_mail_of_which_nobody_knows_whether_it_arrived_is_left_to_people()
    {
        await crm.TextsAsync();
        var id = await crm.WriteAsync(await crm.CustomerAsync("周八", "", email: "zhou@example.com"), ChannelKind.Email);
        crm.Mail.Answer = MailAnswer.TakesAndIsSilent;

        await crm.SendAllAsync();
        crm.Mail.Answer = MailAnswer.Takes;
        crm.Pass(TimeSpan.FromHours(1));
        await crm.SendAllAsync();

        var message = await crm.FindAsync(id);
        Assert.Equal((OutgoingState.Failed, OutgoingReason.OutcomeUnknown), (message.State, message.Reason));
        Assert.Single(crm.Mail.Mails, m => m.To == "zhou@example.com");
    }

    [Fact]
    public async Task A_busy_gateway_is_tried_again_later_and_the_message_is_given_up_in_the_end_and_replayed()
    {
        await crm.TextsAsync();
        var admin = await crm.NewBranch().HasStaffAsync(OutboxPermissions.Read, OutboxPermissions.Operate);
        var id = await crm.WriteAsync(await crm.CustomerAsync("吴九", "13812340007"), purpose: MessagePurpose.Answer);
        crm.Sms.Answer = SmsAnswer.Busy;

        await crm.SendAllAsync();
        var first = await crm.FindAsync(id);
        for (var i = 0; i < 8; i++)
        {
            crm.Pass(TimeSpan.FromHours(3));
            await crm.SendAllAsync();
        }

        var dead = await crm.FindAsync(id);
        crm.Sms.Answer = SmsAnswer.Takes;
        await crm.As(admin).SendAsync(new ReplayMessage(id, dead.Version));
        await crm.SendAllAsync();

        Assert.Equal((OutgoingState.Waiting, 1, "HTTP 503"), (first.State, first.Tries, first.Steps[0].Note));
        Assert.InRange(first.DueAt - first.Steps[0].At, TimeSpan.FromSeconds(59), TimeSpan.FromSeconds(73));
        Assert.Equal((OutgoingState.Failed, OutgoingReason.Unreachable, 8), (dead.State, dead.Reason, dead.Tries));
        var replayed = await crm.FindAsync(id);
        Assert.Equal(OutgoingState.Sent, replayed.State);
        Assert.Contains(replayed.Steps, s => s.Kind == OutgoingStepKind.Replayed && s.By == admin.Id);
    }

    [Fact]
    public async Task At_night_only_what_they_wait_for_is_sent()
    {
        await crm.TextsAsync();
        var customer = await crm.CustomerAsync("蒋十五", "13812340011");
        crm.Pass(TimeSpan.FromHours(10)); // ten in the evening
        var (service, answer) = (await crm.WriteAsync(customer), await crm.WriteAsync(customer, purpose: MessagePurpose.Answer));

        await crm.SendAllAsync();

        var waits = await crm.FindAsync(service);
        Assert.Equal((OutgoingState.Waiting, OutgoingReason.QuietHours, 0), (waits.State, waits.Reason!.Value, waits.Tries));
        Assert.Equal(OutgoingState.Sent, (await crm.FindAsync(answer)).State);
        crm.Pass(TimeSpan.FromHours(10.5)); // half past eight
        await crm.SendAllAsync();
        Assert.Equal(OutgoingState.Sent, (await crm.FindAsync(service)).State);
        crm.Pass(TimeSpan.FromHours(3.5)); // noon again, for the other tests
    }

    [Fact]
    public async Task A_channel_that_is_stopped_sends_nothing_until_it_is_started()
    {
        await crm.TextsAsync();
        var admin = await crm.NewBranch().HasStaffAsync(OutboxPermissions.Read, OutboxPermissions.Operate);
        var customer = await crm.CustomerAsync("沈十六", "13812340012");
        var sms = await crm.SmsRulesAsync();
        await crm.As(admin).SendAsync(new StopChannel(sms.Id, sms.Version, "The gateway sends twice"));
        var id = await crm.WriteAsync(customer);

        await crm.SendAllAsync();
        var waiting = await crm.FindAsync(id);
        await crm.As(admin).SendAsync(new StartChannel(sms.Id, (await crm.SmsRulesAsync()).Version));
        await crm.SendAllAsync();

        Assert.Equal(OutgoingState.Waiting, waiting.State);
        Assert.Equal(OutgoingState.Sent, (await crm.FindAsync(id)).State);
        Assert.Equal(2, await crm.ReadAsync(db => db.AuditEntries.CountAsync(e => e.ObjectId == sms.Id && e.Event == "setting.changed")));
    }

    /// <summary>As a process leaves them that is killed between handing over and writing down what became of it.</summary>
    private async Task HandedOverByADeadProcessAsync(params Guid[] ids)
    {
        await crm.WorkAsync((db, _) => Infrastructure.Platform.Outbox.OutboxSql.ClaimAsync(db, "dead", [nameof(ChannelKind.Sms)], crm.Now, TimeSpan.FromMinutes(5), 20, default));
        foreach (var id in ids)
        {
            await crm.As(CurrentUser.System("outbox", OutboxPermissions.Send)).SendAsync(new PrepareOutgoing(id, "dead"));
        }
    }
}
