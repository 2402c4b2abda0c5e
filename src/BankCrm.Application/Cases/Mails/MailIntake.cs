using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.Mails;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Mails;

/// <summary>A mail as it is kept.</summary>
/// <param name="Text">Of numbers of documents and cards the last figures only: nobody can be asked to write it again.</param>
internal sealed record KeptMail(TakeMail Mail, string Subject, string Text, MailProof Proof, DateTimeOffset ReceivedAt, DateTimeOffset Now);

/// <summary>
/// Settles what becomes of a mail. Who sent it is nowhere believed: the address only chooses whose case it is, an answer goes to the address the bank has, and what changes a case bears a proof of ours.
/// </summary>
internal sealed class MailIntake(CrmDb db, CaseMarks marks, MailWriter writer, IBlindIndex index, TimeProvider clock)
{
    private const int MostMerges = 10;
    private const int SubjectFromText = 60;
    private const string CasesPath = "/cases/";
    private const string Nothing = "—";

    public async Task<IncomingMail> TakeAsync(TakeMail mail, CancellationToken ct)
    {
        Refuse.If(await db.IncomingMails.AnyAsync(m => m.Digest == mail.Digest, ct), IncomingMail.ReadAlready);
        var now = clock.GetUtcNow();
        var address = mail.Sender.Length > 0 && EmailAddress.Check(mail.Sender) is null ? EmailAddress.Parse(mail.Sender).LookupKey : null;
        var sender = address is null ? null : index.Of(IncomingMail.SenderColumn, address);
        return IncomingMail.Of(mail.Id, mail.Digest, sender, mail.Size, await BecomesAsync(mail, address, sender, now, ct), now);
    }

    private async Task<TakenMail> BecomesAsync(TakeMail mail, string? address, byte[]? sender, DateTimeOffset now, CancellationToken ct)
    {
        if (mail.IsAutomatic || address is null)
        {
            return new(mail.IsAutomatic ? MailOutcome.Automatic : MailOutcome.NoSender);
        }

        var (rules, since) = (await db.MailRules.SingleAsync(ct), now.AddDays(-1));
        if (await db.IncomingMails.CountAsync(m => m.Sender == sender && m.ReadAt > since && (m.CaseId != null || m.EnquiryId != null), ct) >= rules.MostOfSender)
        {
            return new(MailOutcome.TooMany);
        }

        var lookup = index.Of(ContactPoint.LookupColumn, address);
        var kept = Kept(mail, rules.TrustedHost, now);
        if (await AnsweredAsync(mail, ct) is { } answered)
        {
            var isTheirs = await db.ContactPoints.AnyAsync(p => p.CustomerId == answered.CustomerId && p.Kind == ContactKind.Email && p.Lookup == lookup && p.EndedOn == null, ct);
            await writer.HearAsync(answered, isTheirs ? kept : kept with { Proof = MailProof.OtherAddress }, ct);
            return new(MailOutcome.Heard, answered.Id);
        }

        return await OnlyCustomerAsync(lookup, ct) is { } customer
            ? new(MailOutcome.Opened, await writer.OpenAsync(customer, kept, rules.Confirms, ct))
            : new(MailOutcome.Outside, EnquiryId: await writer.TakeInAsync(rules.ForBranchId ?? throw new InvalidOperationException("A mailbox is read before it is said for which branch."), kept, ct));
    }

    private static KeptMail Kept(TakeMail mail, string trustedHost, DateTimeOffset now)
    {
        var today = Branch.DayAt(now);
        var (subject, text) = (NumbersInText.Masked(mail.Subject, today).Trim(), NumbersInText.Masked(mail.Text, today).Trim());
        var first = text.Split('\n', 2)[0].Trim();
        subject = subject.Length > 0 ? subject : first.Length > 0 ? CleanText.Kept(first, SubjectFromText) : Nothing;
        var isConfirmed = trustedHost.Length > 0 && mail.ConfirmedBy.Equals(trustedHost, StringComparison.OrdinalIgnoreCase);
        var received = mail.ReceivedAt is { } at && at <= now && at > now.AddDays(-ServiceCase.MostDaysBack) ? at.ToUniversalTime() : now;
        return new(mail, subject, text.Length > 0 ? text : subject, isConfirmed ? MailProof.Confirmed : MailProof.Unproven, received, now);
    }

    /// <summary>The case whose mark it bears, or whose mail of ours it answers; of merged ones that which goes on. Null: it answers none, or the customer was erased.</summary>
    private async Task<ServiceCase?> AnsweredAsync(TakeMail mail, CancellationToken ct)
    {
        var id = marks.Read(mail.Subject) is { } number
            ? await db.ServiceCases.Where(c => c.Number == number).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct)
            : await WrittenAboutAsync(mail.Answers, ct);
        for (var i = 0; id is { } at && i < MostMerges; i++)
        {
            var found = await db.ServiceCases.IgnoreAutoIncludes().Where(c => c.Id == at)
                .Join(db.CustomerKeys, c => c.CustomerId, k => k.CustomerId, (c, k) => new { c.MergedIntoId }).SingleOrDefaultAsync(ct);
            if (found?.MergedIntoId is null)
            {
                return found is null ? null : await db.ForChangeAsync<ServiceCase>(at, ct);
            }

            id = found.MergedIntoId;
        }

        return null;
    }

    private async Task<Guid?> WrittenAboutAsync(IReadOnlyList<Guid> messages, CancellationToken ct)
    {
        var about = messages.Count == 0 ? null : await db.CustomerMessages.Where(m => messages.Contains(m.Id) && m.About.StartsWith(CasesPath))
            .OrderByDescending(m => m.Id).Select(m => m.About).FirstOrDefaultAsync(ct);
        return about is not null && Guid.TryParse(about.AsSpan(CasesPath.Length), out var id) && await db.ServiceCases.AnyAsync(c => c.Id == id, ct) ? id : null;
    }

    /// <summary>Null: nobody has the address, or several have.</summary>
    private async Task<Customer?> OnlyCustomerAsync(byte[] lookup, CancellationToken ct)
    {
        var ids = await db.ContactPoints.Where(p => p.Kind == ContactKind.Email && p.Lookup == lookup && p.EndedOn == null)
            .Join(db.CustomersWithMerged, p => p.CustomerId, c => c.Id, (p, c) => c.MergedIntoId ?? c.Id).Distinct().Take(2).ToListAsync(ct);
        return ids is [var only] ? await db.Customers.SingleOrDefaultAsync(c => c.Id == only && db.CustomerKeys.Any(k => k.CustomerId == only), ct) : null;
    }
}
