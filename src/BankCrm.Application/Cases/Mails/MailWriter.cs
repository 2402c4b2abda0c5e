using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Cases.Queues;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Attachments;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Mails;

/// <summary>Writes a mail down: as a case, on a case, or as an enquiry.</summary>
internal sealed class MailWriter(
    CrmDb db, CaseFile files, CustomerCiphers ciphers, IColumnCipher cipher, IBlindIndex index, ICaseNumbers numbers, WorkingCalendar calendar, QueueFinder finder, IRowLock rows,
    AttachmentDesk attachments, CaseMessages messages)
{
    /// <returns>The id of the case.</returns>
    public async Task<Guid> OpenAsync(Customer customer, KeptMail kept, bool confirms, CancellationToken ct)
    {
        var (id, now, safe) = (Guid.CreateVersion7(kept.Now), kept.Now, await SafeAsync(customer.Id, ct));
        var opened = ServiceCase.Open(
            new(id, await numbers.NextAsync(ct), CaseChannel.Email, kept.ReceivedAt), customer, new(CaseKind.Question, CasePriority.Normal, null, null),
            safe.Seal(ServiceCase.SubjectColumn, id, kept.Subject), CaseFile.Words(kept.Text, safe, now), await files.PromisesAsync(null, ct), by: null, now,
            await calendar.OfBranchAsync(db, customer.BranchId, ct));
        opened.CameByMail(kept.Proof, kept.Mail.IsCut, await KeepFilesAsync(customer, id, safe, kept, ct), now);
        var chosen = await finder.ChooseAsync(db, customer.BranchId, null, customer.Language, $"{kept.Subject}\n{kept.Text}", ct);
        if (chosen.Winner is { } queue)
        {
            await rows.TakeAsync<WorkQueue>(queue.Id, ct); // it is not closed meanwhile
            opened.PutInto(queue.Id, why: null, by: null, now, chosen);
        }

        if (confirms)
        {
            await messages.ConfirmMailAsync(db, opened, customer, ct);
        }

        db.Add(opened);
        return id;
    }

    /// <summary>What the customer says on a case that is there. What was settled is opened again; whoever has it hears of it.</summary>
    /// <param name="about">Tracked.</param>
    public async Task HearAsync(ServiceCase about, KeptMail kept, CancellationToken ct)
    {
        var (now, safe) = (kept.Now, await SafeAsync(about.CustomerId, ct));
        var customer = await db.Customers.SingleAsync(c => c.Id == about.CustomerId, ct);
        about.Hear(CaseFile.Words(kept.Text, safe, now), CaseChannel.Email, await files.PromisesAsync(about.CategoryId, ct), by: null, now, await calendar.OfBranchAsync(db, about.BranchId, ct));
        about.CameByMail(kept.Proof, kept.Mail.IsCut, await KeepFilesAsync(customer, about.Id, safe, kept, ct), now);
        db.Tell(NoticeKind.CaseHeard, about.Id, about.BranchId, about.OwnerId, by: null, now);
    }

    /// <returns>The id of the enquiry.</returns>
    public async Task<Guid> TakeInAsync(Guid branch, KeptMail kept, CancellationToken ct)
    {
        var (id, now, mail) = (Guid.CreateVersion7(kept.Now), kept.Now, kept.Mail);
        var (words, name) = ($"{kept.Subject}\n{kept.Text}", NumbersInText.Masked(mail.Name.Trim(), Branch.DayAt(now)));
        var terms = new EnquiryTerms(CaseKind.Question, Language: EnquiryTerms.LanguageOf(words));
        var taken = Enquiry.TakeIn(
            new(id, await numbers.NextAsync(ct), CaseChannel.Email, kept.ReceivedAt), branch, terms, cipher.Outsider(id, name.Length > 0 ? name : mail.Sender.Split('@')[0], mail.Sender),
            cipher.Seal(Enquiry.SubjectColumn, id, kept.Subject), cipher.EnquiryWords(kept.Text, now), by: null, now, await calendar.OfBranchAsync(db, branch, ct));
        List<string> names = [.. mail.Files.Select(f => Named(f.Name, f.Content.Length)), .. mail.LeftOut];
        taken.CameByMail(kept.Proof, mail.IsCut, names.Count == 0 ? null : cipher.EnquiryWords(Lines(names, now), now), now);
        var chosen = await finder.ChooseAsync(db, branch, null, terms.Language, words, ct);
        if (chosen.Winner is { } queue)
        {
            await rows.TakeAsync<WorkQueue>(queue.Id, ct); // it is not closed meanwhile
            taken.PutInto(queue.Id, why: null, by: null, now, chosen);
        }

        db.Add(taken);
        return id;
    }

    /// <summary>Under the limits of every file of a customer, and scanned like those.</summary>
    /// <returns>The names of those that were not kept. Null: all were.</returns>
    private async Task<CaseWords?> KeepFilesAsync(Customer customer, Guid caseId, CustomerSafe safe, KeptMail kept, CancellationToken ct)
    {
        List<string> names = [.. kept.Mail.LeftOut];
        foreach (var file in kept.Mail.Files)
        {
            try
            {
                await attachments.KeepAsync(customer, caseId, null, new(Guid.CreateVersion7(kept.Now), "", file.Name, file.Content), ct);
            }
            catch (RefusedException)
            {
                names.Add(Named(file.Name, file.Content.Length)); // of another kind than its name says, or too much: it is told on the case
            }
        }

        return names.Count == 0 ? null : CaseFile.Words(Lines(names, kept.Now), safe, kept.Now);
    }

    private static string Named(string name, long size) => $"{name} ({Math.Max(1, size / 1024)} KB)";

    private static string Lines(IEnumerable<string> names, DateTimeOffset now) => NumbersInText.Masked(string.Join('\n', names), Branch.DayAt(now));

    private async Task<CustomerSafe> SafeAsync(Guid customer, CancellationToken ct) => new(await ciphers.OfAsync(customer, ct), index);
}
