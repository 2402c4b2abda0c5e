using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Mails;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Application.Tests.Integration.Email;
using BankCrm.Domain.Cases.Mails;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Cases.Mails;

/// <summary>Mails that answer a case, what the bank says to them, and how the mailbox is kept.</summary>
public sealed class MailAnswerTests(MailCrm crm) : IClassFixture<MailCrm>
{
    [Fact]
    public async Task An_answer_to_what_the_bank_wrote_is_written_on_its_case_and_rings_whoever_has_it()
    {
        var (teller, id, address, sent) = await AnsweredAsync();

        var mail = await crm.ReadAsync(WrittenMails.Of(address, "Re: whatever", "It is still broken", $"References: <other@x> <{IdOf(sent)}>"));

        Assert.Equal((MailOutcome.Heard, id), (mail.Outcome, mail.CaseId));
        var seen = await crm.SeenAsync(teller, id);
        Assert.Equal(("It is still broken", null, CaseChannel.Email), seen.Steps.Where(s => s.Kind is CaseStepKind.Heard).Select(s => (s.Text, s.By, s.Channel)).Single());
        Assert.Contains(seen.Steps, s => s.Kind is CaseStepKind.MailUnproven);
        Assert.True(await crm.ReadAsync(db => db.Notices.AnyAsync(n => n.Kind == NoticeKind.CaseHeard && n.AboutId == id && n.StaffId == teller.Id)));
    }

    [Fact]
    public async Task An_answer_by_the_mark_in_the_subject_opens_a_settled_case_again_and_says_that_it_is_another_address()
    {
        var (teller, id, _, sent) = await AnsweredAsync();
        var subject = SubjectOf(sent);
        Assert.Matches(@"\[#\d+-[0-9a-f]{16}\]$", subject);
        var cause = await crm.TopicAsync(TopicTree.Cause, await crm.ReadAsync(db => db.CaseTopics.Where(t => t.Tree == TopicTree.Cause && t.RetiredAt == null && t.ParentId != null).Select(t => t.Name).FirstAsync()));
        await crm.As(teller).SendAsync(new ChangeCase { Id = id, Version = await crm.VersionAsync(id), Said = new() { Kind = CaseKind.Complaint, CategoryId = await crm.ReadAsync(db => db.CaseTopics.Where(t => t.Tree == TopicTree.Category && t.RetiredAt == null && t.ParentId != null).Select(t => t.Id).FirstAsync()) } });
        await crm.As(teller).SendAsync(new ResolveCase(id, await crm.VersionAsync(id), cause, "Mended"));

        var mail = await crm.ReadAsync(WrittenMails.Of(MailCrm.NewAddress(), $"AW: {subject}", "Not at all"));

        Assert.Equal((MailOutcome.Heard, id), (mail.Outcome, mail.CaseId));
        var seen = await crm.SeenAsync(teller, id);
        Assert.Equal((CaseStatus.Open, 1), (seen.Status, seen.Reopened));
        Assert.Contains(seen.Steps, s => s.Kind is CaseStepKind.MailOther);
    }

    [Fact]
    public async Task Whoever_only_guesses_a_case_or_knows_the_proof_of_another_writes_on_none()
    {
        var (_, id, _, sent) = await AnsweredAsync();
        var (_, other, _, otherSent) = await AnsweredAsync();
        var (number, proof) = (await crm.ReadAsync(db => db.ServiceCases.Where(c => c.Id == id).Select(c => c.Number).SingleAsync()), SubjectOf(otherSent)[^17..^1]);

        foreach (var (subject, field) in new[]
        {
            ($"[#{number}-{proof}]", "X: y"), ($"[#{number}-0000000000000000]", "X: y"), ($"[#{number}]", "X: y"),
            ("Re", $"In-Reply-To: <{IdOf(sent)[..32]}.{IdOf(otherSent).Split('.')[1]}>"), ("Re", $"In-Reply-To: <{id:n}.{IdOf(sent)[33..65]}@bank.example>"),
        })
        {
            Assert.Equal(MailOutcome.Outside, (await crm.ReadAsync(WrittenMails.Of(MailCrm.NewAddress(), subject, "Close it", field))).Outcome);
        }

        Assert.Equal(0, await crm.ReadAsync(db => db.CaseSteps.CountAsync(s => (s.CaseId == id || s.CaseId == other) && s.Kind == CaseStepKind.Heard)));
    }

    [Fact]
    public async Task A_customer_is_told_of_a_case_only_where_that_is_set_at_the_address_the_bank_has()
    {
        var (branch, address) = (crm.NewBranch(), MailCrm.NewAddress());
        var customer = await crm.HasWriterAsync(branch, address);
        await crm.HasTextAsync("{customer.name}，编号 {case.number} {case.mark}", "case.received", ChannelKind.Email);
        await crm.StartAsync(confirms: true);

        var mail = await crm.ReadAsync(WrittenMails.Of(address, "Card", "Help"));
        await crm.SendAllAsync();

        var message = await crm.ReadAsync(db => db.CustomerMessages.SingleAsync(m => m.CustomerId == customer));
        var outgoing = await crm.FindAsync(message.Id);
        Assert.Equal((OutgoingState.Sent, MessagePurpose.Service), (outgoing.State, outgoing.Purpose));
        Assert.Equal($"/cases/{mail.CaseId}", message.About);
        var sent = crm.Mail.Mails.Single(m => m.To == address).Text;
        Assert.Contains("Auto-Submitted: auto-generated", sent, StringComparison.OrdinalIgnoreCase);
        await crm.StartAsync(confirms: false);
        await crm.ReadAsync(WrittenMails.Of(address, "Card 2", "Help again"));
        Assert.Equal(1, await crm.ReadAsync(db => db.CustomerMessages.CountAsync(m => m.CustomerId == customer)));
    }

    [Fact]
    public async Task Switched_off_nothing_is_read_and_what_is_amiss_is_shown()
    {
        await crm.StartAsync();
        var rules = await crm.ReadAsync(db => db.MailRules.SingleAsync());
        var admin = await crm.NewBranch().HasStaffAsync(OutboxPermissions.Read, OutboxPermissions.Operate);
        await crm.As(admin).SendAsync(new StopMailbox(rules.Id, rules.Version));
        using var box = new TestMailbox();
        box.Put(WrittenMails.Of(MailCrm.NewAddress(), "a", "a"));

        Assert.False(await crm.ReadMailsAsync(box));
        Assert.Equal((1, 0), (box.Count, box.Heard.Count));
        await crm.As(admin).SendAsync(new StartMailbox(rules.Id, (await SeenAsync(admin)).Version));
        await crm.ReadMailsAsync(1);
        Assert.Equal((true, MailboxFault.Unreachable), ((await SeenAsync(admin)).IsAmiss, (await SeenAsync(admin)).Fault));
        await crm.ReadMailsAsync(box);

        var seen = await SeenAsync(admin);
        Assert.Equal((false, 1, MailboxFault.Unreachable, 0), (seen.IsAmiss, seen.Read, seen.Fault, box.Count));
        Assert.Contains(seen.Day, d => d.Outcome is MailOutcome.Outside && d.Mails > 0);
    }

    [Fact]
    public async Task Who_runs_the_outbox_sets_the_rules_with_a_record_and_only_the_job_takes_mails_in()
    {
        var (branch, reader, admin) = (crm.NewBranch(), await crm.NewBranch().HasStaffAsync(OutboxPermissions.Read), await crm.NewBranch().HasStaffAsync(OutboxPermissions.Read, OutboxPermissions.Operate));
        await branch.SaveAsync();
        var seen = await SeenAsync(admin);
        var change = new ChangeMailRules(seen.Id, seen.Version, branch.Id, true, 7, " MX.Bank.Example ");

        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(reader).SendAsync(change));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(reader).SendAsync(new StartMailbox(seen.Id, seen.Version)));
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => crm.As(admin).SendAsync(change with { TrustedHost = "no host" }));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(admin).SendAsync(change with { BranchId = Guid.NewGuid() }));
        await crm.As(admin).SendAsync(change);

        seen = await SeenAsync(reader);
        Assert.Equal((branch.Id, true, 7, "mx.bank.example"), (seen.BranchId, seen.Confirms, seen.MostOfSender, seen.TrustedHost));
        Assert.Equal(1, await crm.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Event == AuditEvents.SettingChanged && e.ObjectId == seen.Id && e.Actor == admin.Id)));
        var take = new TakeMail { Id = Guid.CreateVersion7(), Digest = new byte[32] };
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(admin).SendAsync(take));
        await Assert.ThrowsAsync<ForbiddenException>(async () => await crm.As(await branch.HasStaffAsync(CasePermissions.Work)).AskAsync<ListIncomingMails, Page<IncomingMailRow>>(new()));
    }

    [Fact]
    public async Task Who_sees_the_list_sees_of_cases_only_those_of_their_branches()
    {
        var (branch, address) = (crm.NewBranch(), MailCrm.NewAddress());
        await crm.HasWriterAsync(branch, address);
        await crm.StartAsync();
        var mail = await crm.ReadAsync(WrittenMails.Of(address, "a", "a"));

        async Task<IncomingMailRow> RowAsync(TestStaff by) => (await crm.As(by).AskAsync<ListIncomingMails, Page<IncomingMailRow>>(new())).Items.Single(m => m.Id == mail.Id);
        string[] may = [.. TestCases.Teller, OutboxPermissions.Read];

        Assert.Equal(mail.CaseId, (await RowAsync(await branch.HasStaffAsync(may))).CaseId);
        Assert.Equal((null, null), await OfOthersAsync(await crm.NewBranch().HasStaffAsync(may)));
        Assert.Equal((null, null), await OfOthersAsync(await branch.HasStaffAsync(OutboxPermissions.Read)));

        async Task<(Guid?, long?)> OfOthersAsync(TestStaff by) => await RowAsync(by) is var row ? (row.CaseId, row.Number) : default;
    }

    /// <summary>A case whose customer was written to by e-mail.</summary>
    private async Task<(TestStaff Teller, Guid Case, string Address, string Sent)> AnsweredAsync()
    {
        var (branch, address) = (crm.NewBranch(), MailCrm.NewAddress());
        var (teller, customer) = (await branch.HasStaffAsync(TestCases.Teller), await crm.HasWriterAsync(branch, address));
        await crm.StartAsync();
        var id = await crm.OpenedAsync(teller, customer, mine: true);
        await crm.As(teller).SendAsync(new AnswerCase(id, await crm.VersionAsync(id), CaseChannel.Email, "What does not work?", Send: true));
        await crm.SendAllAsync();
        return (teller, id, address, crm.Mail.Mails.Single(m => m.To == address).Text);
    }

    private Task<MailboxShown> SeenAsync(TestStaff by) => crm.As(by).AskAsync<GetMailbox, MailboxShown>(new());

    private static string IdOf(string mail) => Between(mail, "Message-ID: <", ">");

    private static string SubjectOf(string mail) => Between(mail, "Subject: ", "\n").Trim();

    private static string Between(string mail, string from, string to)
    {
        var start = mail.IndexOf(from, StringComparison.OrdinalIgnoreCase) + from.Length;
        return mail[start..mail.IndexOf(to, start, StringComparison.Ordinal)];
    }
}
