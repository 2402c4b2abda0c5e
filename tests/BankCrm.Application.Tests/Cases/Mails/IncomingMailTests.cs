using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Tests.Integration.Email;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.Mails;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Customers.Attachments;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace BankCrm.Application.Tests.Cases.Mails;

/// <summary>What customers and others write becomes a case, an enquiry, or nothing.</summary>
public sealed class IncomingMailTests(MailCrm crm) : IClassFixture<MailCrm>
{
    [Fact]
    public async Task What_a_customer_writes_becomes_a_case_that_says_that_the_sender_is_not_proven()
    {
        var (branch, address) = (crm.NewBranch(), MailCrm.NewAddress());
        var (teller, customer) = (await branch.HasStaffAsync(TestCases.Teller), await crm.HasWriterAsync(branch, address));
        await crm.StartAsync();

        var mail = await crm.ReadAsync(WrittenMails.Of($"Li <{address.ToUpperInvariant()}>", "My card", "It does not work, 4111 1111 1111 1111."));

        Assert.Equal(MailOutcome.Opened, mail.Outcome);
        var opened = await crm.SeenAsync(teller, mail.CaseId!.Value);
        Assert.Equal((customer, CaseChannel.Email, "My card", null), (opened.CustomerId, opened.Channel, opened.Subject, opened.OpenedBy));
        Assert.Equal("It does not work, **** **** **** 1111.", opened.Steps.Single(s => s.Kind is CaseStepKind.Opened).Text);
        Assert.Contains(opened.Steps, s => s.Kind is CaseStepKind.MailUnproven);
        Assert.Equal(2, opened.Clocks.Count);
        Assert.Equal(0, await crm.ReadAsync(db => db.Consents.CountAsync(c => c.CustomerId == customer)));
        Assert.Equal(0, await crm.ReadAsync(db => db.CustomerMessages.CountAsync(m => m.CustomerId == customer))); // nobody asked for it to be confirmed
        Assert.Equal(1, await crm.ReadAsync(db => db.AuditEntries.CountAsync(e => e.CustomerRef == customer && e.Event == AuditEvents.Changed && e.ActorName == "mailbox")));
    }

    [Fact]
    public async Task Whom_the_bank_does_not_know_or_not_for_certain_waits_as_an_enquiry_of_the_branch_that_was_named()
    {
        var (named, address) = (crm.NewBranch(), MailCrm.NewAddress());
        var teller = await named.HasStaffAsync(TestCases.Teller);
        await crm.HasWriterAsync(crm.NewBranch(), address);
        await crm.HasWriterAsync(crm.NewBranch(), address);
        await crm.StartAsync(named);

        var shared = await crm.ReadAsync(WrittenMails.Of(address, "Ours", "Which of us?"));
        var stranger = await crm.ReadAsync(WrittenMails.Multipart("=?utf-8?B?546L?= <wang@stranger.example>", "开户", "Content-Type: text/plain; charset=utf-8\n\n想开户", WrittenMails.Attachment("id.txt", "x")));

        Assert.Equal((MailOutcome.Outside, MailOutcome.Outside, null), (shared.Outcome, stranger.Outcome, stranger.CaseId));
        var seen = await crm.As(teller).AskAsync<GetEnquiry, EnquiryShown>(new(stranger.EnquiryId!.Value));
        Assert.Equal(("王", "wang@stranger.example", "开户", CaseChannel.Email), (seen.Name, seen.Contact, seen.Subject, seen.Channel));
        Assert.Equal([EnquiryStepKind.TakenIn, EnquiryStepKind.MailUnproven, EnquiryStepKind.LeftOut], seen.Steps.Select(s => s.Kind));
        Assert.Equal("id.txt (1 KB)", seen.Steps[^1].Text);
    }

    [Fact]
    public async Task What_cannot_be_taken_in_stays_in_the_mailbox_and_those_behind_it_are_read()
    {
        await crm.StartAsync();
        using var box = new TestMailbox();
        box.Put(WrittenMails.Of($"long@{Guid.NewGuid():n}.example", "Long", new string('x', 2000)));
        box.Put(WrittenMails.Of($"short@{Guid.NewGuid():n}.example", "Short", "Hello"));
        await AsOwnerAsync("alter table incoming_mails add constraint ck_test check (size < 2000) not valid");

        await crm.ReadMailsAsync(box);

        Assert.Equal(1, box.Count);
        Assert.Equal(MailOutcome.Outside, (await crm.LastAsync()).Outcome);
        var run = await crm.ReadAsync(db => db.MailRuns.SingleAsync());
        Assert.Equal((1, MailboxFault.MailStays), (run.Read, run.Fault));
        await AsOwnerAsync("alter table incoming_mails drop constraint ck_test");
        await crm.ReadMailsAsync(box);
        Assert.Equal(0, box.Count);
        Assert.True((await crm.LastAsync()).Size > 2000);
    }

    [Fact]
    public async Task An_address_that_is_not_in_use_any_more_is_nobodys()
    {
        var (branch, address) = (crm.NewBranch(), MailCrm.NewAddress());
        var customer = await crm.HasWriterAsync(branch, address);
        var point = await crm.ReadAsync(db => db.ContactPoints.Where(p => p.CustomerId == customer).Select(p => p.Id).SingleAsync());
        await crm.HasChangedAsync<Domain.Customers.Contacts.ContactPoint>(point, p => p.End(new(2026, 11, 1)));
        await crm.StartAsync();

        Assert.Equal(MailOutcome.Outside, (await crm.ReadAsync(WrittenMails.Of(address, "Hello", "It is me"))).Outcome);
    }

    [Fact]
    public async Task A_mail_is_deleted_only_after_it_was_taken_in_and_one_read_twice_is_one_case()
    {
        var (branch, address) = (crm.NewBranch(), MailCrm.NewAddress());
        var customer = await crm.HasWriterAsync(branch, address);
        await crm.StartAsync();
        using var box = new TestMailbox { BreaksOff = true };
        box.Put(WrittenMails.Of(address, "Once", "Only once"));

        await crm.ReadMailsAsync(box); // it is committed, and the mailbox never hears of it
        Assert.Equal((1, 1), (box.Count, await CasesAsync(customer)));
        box.BreaksOff = false;
        await Task.WhenAll(crm.ReadMailsAsync(box), crm.ReadMailsAsync(box), crm.ReadMailsAsync(box)); // one is let in, or one after the other
        await crm.ReadMailsAsync(box);

        Assert.Equal((0, 1), (box.Count, await CasesAsync(customer)));
    }

    [Fact]
    public async Task Automatic_mails_and_those_of_the_bank_itself_open_nothing_and_are_gone()
    {
        var (branch, address) = (crm.NewBranch(), MailCrm.NewAddress());
        var customer = await crm.HasWriterAsync(branch, address);
        await crm.StartAsync(confirms: true);

        Assert.Equal(MailOutcome.Automatic, (await crm.ReadAsync(WrittenMails.Of(address, "Away", "Back on Monday", "Auto-Submitted: auto-replied"))).Outcome);
        Assert.Equal(MailOutcome.Automatic, (await crm.ReadAsync(WrittenMails.Of("Service@Bank.example", "Loop", "Loop"))).Outcome);
        Assert.Equal(MailOutcome.NoSender, (await crm.ReadAsync(WrittenMails.Of("nobody", "Hello", "Who am I?"))).Outcome);

        Assert.Equal(0, await CasesAsync(customer));
        Assert.Equal(0, await crm.ReadAsync(db => db.CustomerMessages.CountAsync(m => m.CustomerId == customer)));
    }

    [Fact]
    public async Task Of_one_sender_so_many_are_taken_in_a_day_and_others_are_not_kept_from_writing()
    {
        var (branch, address, other) = (crm.NewBranch(), MailCrm.NewAddress(), MailCrm.NewAddress());
        var (customer, another) = (await crm.HasWriterAsync(branch, address), await crm.HasWriterAsync(branch, other));
        await crm.StartAsync(most: 2);

        MailOutcome[] outcomes =
        [
            (await crm.ReadAsync(WrittenMails.Of(address, "1", "1"))).Outcome, (await crm.ReadAsync(WrittenMails.Of(address.ToUpperInvariant(), "2", "2"))).Outcome,
            (await crm.ReadAsync(WrittenMails.Of(address, "3", "3"))).Outcome, (await crm.ReadAsync(WrittenMails.Of(other, "4", "4"))).Outcome,
        ];

        Assert.Equal([MailOutcome.Opened, MailOutcome.Opened, MailOutcome.TooMany, MailOutcome.Opened], outcomes);
        Assert.Equal((2, 1), (await CasesAsync(customer), await CasesAsync(another)));
        crm.Pass(TimeSpan.FromHours(25));
        Assert.Equal(MailOutcome.Opened, (await crm.ReadAsync(WrittenMails.Of(address, "5", "5"))).Outcome);
    }

    [Fact]
    public async Task Files_of_a_customer_are_kept_with_the_case_and_what_is_not_kept_is_named_on_it()
    {
        var (branch, address) = (crm.NewBranch(), MailCrm.NewAddress());
        var teller = await branch.HasStaffAsync(TestCases.Teller);
        var customer = await crm.HasWriterAsync(branch, address);
        await crm.StartAsync();

        var mail = await crm.ReadAsync(WrittenMails.Multipart(
            address, "Receipt", "Content-Type: text/plain\n\nSee there", WrittenMails.Attachment("receipt.txt", "Paid"), WrittenMails.Attachment("run.exe", "MZ"), WrittenMails.Attachment("photo.png", "no picture")));

        var (kept, version) = await crm.ReadAsync(async db =>
        {
            var attachment = await db.Attachments.SingleAsync(a => a.KeptWith == mail.CaseId);
            return (attachment, await db.AttachmentVersions.SingleAsync(v => v.AttachmentId == attachment.Id));
        });
        Assert.Equal((customer, AttachmentKind.Txt, null), (kept.CustomerId, version.Kind, version.UploadedBy));
        Assert.Equal("run.exe (1 KB)\nphoto.png (1 KB)", (await crm.SeenAsync(teller, mail.CaseId!.Value)).Steps.Single(s => s.Kind is CaseStepKind.LeftOut).Text);
    }

    [Fact]
    public async Task Only_the_banks_own_mail_server_is_believed_on_senders()
    {
        var (branch, address) = (crm.NewBranch(), MailCrm.NewAddress());
        await crm.HasWriterAsync(branch, address);
        const string said = "Authentication-Results: MX.bank.example; dmarc=pass header.from=customer.example";

        await crm.StartAsync();
        Assert.Contains(await StepsAsync(WrittenMails.Of(address, "a", "a", said)), s => s == CaseStepKind.MailUnproven);
        await crm.StartAsync(trusted: "mx.bank.example");
        Assert.Contains(await StepsAsync(WrittenMails.Of(address, "b", "b", said)), s => s == CaseStepKind.MailConfirmed);
        Assert.Contains(await StepsAsync(WrittenMails.Of(address, "c", "c", said.Replace("MX.bank", "evil", StringComparison.Ordinal))), s => s == CaseStepKind.MailUnproven);
        Assert.Contains(await StepsAsync(WrittenMails.Of(address, "d", "d", said.Replace("pass", "fail", StringComparison.Ordinal))), s => s == CaseStepKind.MailUnproven);
    }

    [Fact]
    public async Task A_case_waits_from_when_the_banks_server_took_the_mail()
    {
        var (branch, address) = (crm.NewBranch(), MailCrm.NewAddress());
        await crm.HasWriterAsync(branch, address);
        await crm.StartAsync();
        var taken = crm.Now.AddHours(-5);
        var text = WrittenMails.Of(address, "Old", "Waited over the weekend").Replace("Fri, 27 Nov 2026 10:00:00 +0800", taken.ToString("r"), StringComparison.Ordinal);

        var opened = await crm.CaseAsync((await crm.ReadAsync(text)).CaseId!.Value);

        Assert.Equal(taken, opened.ReceivedAt, TimeSpan.FromSeconds(1));
        var future = await crm.ReadAsync(WrittenMails.Of(address, "New", "From tomorrow").Replace("Fri, 27 Nov 2026 10:00:00 +0800", crm.Now.AddDays(1).ToString("r"), StringComparison.Ordinal));
        Assert.Equal(crm.Now, (await crm.CaseAsync(future.CaseId!.Value)).ReceivedAt, TimeSpan.FromMinutes(1));
    }

    private async Task<List<CaseStepKind>> StepsAsync(string mail) => [.. (await crm.CaseAsync((await crm.ReadAsync(mail)).CaseId!.Value)).Steps.Select(s => s.Kind)];

    private Task<int> CasesAsync(Guid customer) => crm.ReadAsync(db => db.ServiceCases.CountAsync(c => c.CustomerId == customer));

    private async Task AsOwnerAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(crm.Database.OwnerConnectionString);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
