using BankCrm.Application.Common;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Application.Tests.Campaigns;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Messaging;
using BankCrm.Domain.Platform.Outbox;
using BankCrm.Infrastructure.Integration.Email.Returned;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Integration.Email;

/// <summary>Mails that come back, read from a mailbox that speaks POP3.</summary>
public sealed class ReturnedMailTests(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    private static int people;

    [Fact]
    public async Task A_hard_bounce_counts_for_its_contact_and_the_address_gets_nothing_more()
    {
        var (contact, mailId) = await SentAsync();
        using var box = new TestMailbox();
        box.Put(TestReports.Of(mailId));

        await ReadAsync(box);

        var now = await ContactAsync(contact.Id);
        Assert.Equal((ContactState.Failed, NotContacted.NoSuchAddress), (now.State, now.Reason));
        Assert.NotNull(now.BouncedAt);
        Assert.Equal(1, await crm.ReadAsync(db => db.CampaignTallies.Where(t => t.CampaignId == contact.CampaignId && t.Step == TallyStep.Bounced).SumAsync(t => t.Contacts)));
        Assert.Equal(1, await SuppressedAsync(contact));
        Assert.Equal(0, box.Count);
        var kept = await LastAsync();
        Assert.Equal((ReturnedOutcome.Taken, ReturnedWord.NoSuchAddress, "5.1.1", contact.Id), (kept.Outcome, kept.Word, kept.Status, kept.MessageId));
    }

    [Fact]
    public async Task What_was_refused_for_good_counts_and_leaves_the_address_alone()
    {
        var (contact, mailId) = await SentAsync();
        using var box = new TestMailbox();
        box.Put(TestReports.Of(mailId, status: "5.7.1"));

        await ReadAsync(box);

        Assert.Equal((ContactState.Failed, NotContacted.Rejected), ((await ContactAsync(contact.Id)).State, (await ContactAsync(contact.Id)).Reason));
        Assert.Equal(0, await SuppressedAsync(contact));
    }

    [Theory]
    [InlineData("delayed", "4.4.1")]
    [InlineData("failed", "4.4.7")]
    [InlineData("relayed", "2.0.0")]
    public async Task What_may_still_arrive_changes_nothing_and_is_shown(string action, string status)
    {
        var (contact, mailId) = await SentAsync();
        using var box = new TestMailbox();
        box.Put(TestReports.Of(mailId, action, status));

        await ReadAsync(box);

        var now = await ContactAsync(contact.Id);
        Assert.Equal((ContactState.Sent, null), (now.State, now.BouncedAt));
        Assert.Equal((ReturnedOutcome.Shown, status), ((await LastAsync()).Outcome, (await LastAsync()).Status));
        Assert.Equal(0, box.Count);
    }

    [Fact]
    public async Task A_mail_is_deleted_only_after_it_was_taken_and_one_read_twice_counts_once()
    {
        var (contact, mailId) = await SentAsync();
        using var box = new TestMailbox { BreaksOff = true };
        box.Put(TestReports.Of(mailId));

        await ReadAsync(box); // what it says is committed, and the mailbox never hears that it was read
        Assert.Equal((1, ContactState.Failed), (box.Count, (await ContactAsync(contact.Id)).State));
        box.BreaksOff = false;
        await Task.WhenAll(ReadAsync(box), ReadAsync(box), ReadAsync(box)); // one is let in, or one after the other
        await ReadAsync(box);

        Assert.Equal(0, box.Count);
        Assert.Equal(1, await crm.ReadAsync(db => db.ReturnedMails.CountAsync(m => m.MessageId == contact.Id)));
        Assert.Equal(1, await crm.ReadAsync(db => db.CampaignTallies.Where(t => t.CampaignId == contact.CampaignId && t.Step == TallyStep.Bounced).SumAsync(t => t.Contacts)));
    }

    [Fact]
    public async Task What_was_reported_before_stands()
    {
        var (contact, mailId) = await SentAsync();
        using var box = new TestMailbox();
        box.Put(TestReports.Of(mailId, "delivered", "2.0.0"));
        box.Put(TestReports.Of(mailId));

        await ReadAsync(box);

        var now = await ContactAsync(contact.Id);
        Assert.NotNull(now.DeliveredAt);
        Assert.Equal((ContactState.Sent, null), (now.State, now.BouncedAt));
        Assert.Equal(0, await SuppressedAsync(contact));
        Assert.Equal(ReturnedOutcome.Known, (await LastAsync()).Outcome);
    }

    [Fact]
    public async Task Hostile_and_foreign_mails_change_nothing_and_do_not_stop_those_behind_them()
    {
        var (contact, mailId) = await SentAsync();
        var (other, otherId) = await SentAsync();
        using var box = new TestMailbox();
        string[] hostile =
        [
            TestReports.Of($"{contact.Id:n}@bank.example"),                                   // the id alone proves nothing
            TestReports.Of($"{contact.Id:n}.{otherId.Split('@')[0].Split('.')[1]}@bank.example"), // the proof of another mail
            TestReports.Of("20261127.123456@other.example"),
            TestReports.Of(mailId).Replace("report-type=delivery-status", "report-type=disposition-notification", StringComparison.Ordinal),
            TestReports.Of(mailId, recipients: 2),
            TestReports.Nested(TestReports.Of(mailId), 200),
            TestReports.AutomaticAnswer(mailId),
            new string('x', 1024 * 1024),
            "Content-Type: multipart/report; report-type=delivery-status; boundary=\"\"\n\n--\n--\n--",
            "",
            ".\n..\n.",
        ];
        foreach (var mail in hostile)
        {
            box.Put(mail);
        }

        box.Put(TestReports.Of(otherId, filler: 1024 * 1024)); // the report stands at its beginning

        await ReadAsync(box);

        Assert.Equal(0, box.Count);
        Assert.Equal((ContactState.Sent, null, 0), ((await ContactAsync(contact.Id)).State, (await ContactAsync(contact.Id)).BouncedAt, await SuppressedAsync(contact)));
        Assert.Equal(ContactState.Failed, (await ContactAsync(other.Id)).State);
        Assert.Equal(0, await crm.ReadAsync(db => db.ReturnedMails.CountAsync(m => m.MessageId == contact.Id)));
    }

    [Fact]
    public async Task A_mailbox_that_cannot_be_trusted_hears_no_password_and_one_that_is_away_stops_nothing()
    {
        using var box = new TestMailbox(tls: true);
        box.Put(TestReports.Of("x@bank.example"));

        Assert.False(await ReaderOf(new() { Host = "localhost", Port = box.Port, User = TestMailbox.User, Password = TestMailbox.Password }).RunNextAsync(CancellationToken.None));
        Assert.False(await ReaderOf(new() { Host = "localhost", Port = 1, Tls = false, User = "u", Password = "p" }).RunNextAsync(CancellationToken.None));

        Assert.Empty(box.Heard);
        Assert.Equal(1, box.Count);
    }

    [Fact]
    public async Task Only_the_job_takes_mails_and_who_reads_the_outbox_sees_them()
    {
        var branch = crm.NewBranch();
        var (reader, nobody) = (await branch.HasStaffAsync(OutboxPermissions.Read), await branch.HasStaffAsync());
        var mail = new TakeReturnedMail(Guid.CreateVersion7(), Guid.NewGuid().ToByteArray().Concat(Guid.NewGuid().ToByteArray()).ToArray(), null, "", null);

        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(reader).SendAsync(mail));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(nobody).AskAsync<ListReturnedMails, Page<ReturnedMailRow>>(new()));
        await crm.As(CurrentUser.System("mail server", OutboxPermissions.Send)).SendAsync(mail);

        var row = (await crm.As(reader).AskAsync<ListReturnedMails, Page<ReturnedMailRow>>(new())).Items.Single(m => m.Id == mail.Id);
        Assert.Equal((ReturnedOutcome.NoReport, null, null), (row.Outcome, row.Word, row.OutgoingId));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(CurrentUser.System("mail server", OutboxPermissions.Send)).SendAsync(mail with { Id = Guid.CreateVersion7() }));
    }

    private Task<bool> ReadAsync(TestMailbox box) =>
        ReaderOf(new() { Host = "localhost", Port = box.Port, Tls = false, User = TestMailbox.User, Password = TestMailbox.Password, SecondsToAnswer = 60 }).RunNextAsync(CancellationToken.None);

    private ReturnedMailReader ReaderOf(ReturnedMailOptions options) =>
        ActivatorUtilities.CreateInstance<ReturnedMailReader>(crm.Services, new Infrastructure.Integration.Email.EmailOptions { Returned = options });

    /// <summary>An e-mail of a campaign that left, and the id it bears.</summary>
    private async Task<(CampaignContact Contact, string MailId)> SentAsync()
    {
        var (marketing, tag, address) = (await crm.MarketingAsync(), crm.NewTag(), $"r{Interlocked.Increment(ref people)}@customer.example");
        await crm.NewBranch().HasCustomerAsync(CampaignCrm.Person(tag, email: address));
        var id = await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Email);
        await crm.RunAsync();
        var mail = crm.Mail.Mails.Single(m => m.To == address).Text;
        var start = mail.IndexOf("Message-ID: <", StringComparison.OrdinalIgnoreCase) + "Message-ID: <".Length;
        return (Assert.Single(await crm.ContactsAsync(id)), mail[start..mail.IndexOf('>', start)]);
    }

    private Task<CampaignContact> ContactAsync(Guid id) => crm.ReadAsync(db => db.CampaignContacts.SingleAsync(c => c.Id == id));

    private Task<int> SuppressedAsync(CampaignContact contact) => crm.ReadAsync(db => db.SuppressedAddresses.CountAsync(
        s => s.Because == SuppressedBecause.Bounced && db.ContactPoints.Any(p => p.CustomerId == contact.CustomerId && p.Lookup == s.Lookup)));

    private Task<ReturnedMail> LastAsync() => crm.ReadAsync(db => db.ReturnedMails.OrderByDescending(m => m.Id).FirstAsync());
}

/// <summary>Mails as servers and others write them.</summary>
internal static class TestReports
{
    public static string Of(string mailId, string action = "failed", string status = "5.1.1", int recipients = 1, int filler = 0)
    {
        var people = string.Concat(Enumerable.Range(0, recipients).Select(i => $"\nFinal-Recipient: rfc822; nobody{i}@customer.example\nAction: {action}\nStatus: {status} (unknown)\nDiagnostic-Code: smtp; 550 no\n"));
        return $"""
            Return-Path: <>
            From: MAILER-DAEMON@mail.example
            To: service@bank.example
            Subject: Undelivered Mail
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report;
             report-type=delivery-status; boundary="=_{mailId.GetHashCode(StringComparison.Ordinal):x}/mail"

            This is a MIME-encapsulated message.

            --=_{mailId.GetHashCode(StringComparison.Ordinal):x}/mail
            Content-Type: text/plain; charset=us-ascii

            Message-ID: <{Guid.Empty:n}.{Guid.Empty:n}@bank.example>
            .and a line that begins with a dot

            --=_{mailId.GetHashCode(StringComparison.Ordinal):x}/mail
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mail.example
            Arrival-Date: Fri, 27 Nov 2026 10:00:00 +0800
            {people}
            --=_{mailId.GetHashCode(StringComparison.Ordinal):x}/mail
            Content-Type: message/rfc822

            From: service@bank.example
            Message-ID: <{mailId}>
            Subject: Spring

            {new string('y', filler)}

            --=_{mailId.GetHashCode(StringComparison.Ordinal):x}/mail--
            """.ReplaceLineEndings("\n");
    }

    public static string Nested(string report, int deep)
    {
        var text = report;
        for (var i = 0; i < deep; i++)
        {
            text = $"Content-Type: multipart/mixed; boundary=\"b{i}\"\n\n--b{i}\n{text}\n--b{i}--\n";
        }

        return text;
    }

    public static string AutomaticAnswer(string mailId) =>
        $"From: li@customer.example\nTo: service@bank.example\nAuto-Submitted: auto-replied\nIn-Reply-To: <{mailId}>\nReferences: <{mailId}>\nContent-Type: text/plain\n\nI am away.\nStatus: 5.1.1\nAction: failed\nMessage-ID: <{mailId}>\n";
}
