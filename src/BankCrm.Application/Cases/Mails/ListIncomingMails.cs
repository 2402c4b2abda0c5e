using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Cases.Mails;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Mails;

/// <summary>Mails that were read, the latest first. It names nobody.</summary>
[Allow(OutboxPermissions.Read)]
public sealed record ListIncomingMails(string? After = null);

/// <param name="Size">In bytes.</param>
/// <param name="CaseId">Null: there is none, or this colleague does not see it.</param>
/// <param name="EnquiryId">As the case.</param>
public sealed record IncomingMailRow(Guid Id, DateTimeOffset ReadAt, MailOutcome Outcome, long Size, Guid? CaseId, long? Number, Guid? EnquiryId);

internal sealed class ListIncomingMailsHandler(CrmDb db, CurrentUser user) : IQueryHandler<ListIncomingMails, Page<IncomingMailRow>>
{
    private const int Size = 50;

    public async Task<Page<IncomingMailRow>> HandleAsync(ListIncomingMails query, CancellationToken ct)
    {
        IQueryable<IncomingMail> mails = db.IncomingMails;
        if (Cursor.TryRead<Guid>(query.After, out var last))
        {
            mails = mails.Where(m => m.Id < last);
        }

        var page = await mails.OrderByDescending(m => m.Id).ToPageAsync(Size, m => m.Id, ct);
        if (!user.May(CaseRights.SeeAny))
        {
            return new([.. page.Items.Select(m => new IncomingMailRow(m.Id, m.ReadAt, m.Outcome, m.Size, null, null, null))], page.Next);
        }

        var (cases, outside) = (page.Items.Select(m => m.CaseId).OfType<Guid>().ToList(), page.Items.Select(m => m.EnquiryId).OfType<Guid>().ToList());
        var numbers = await db.CasesSeenBy(user).Where(c => cases.Contains(c.Id)).Select(c => new { c.Id, c.Number })
            .Concat(db.EnquiriesSeenBy(user).Where(e => outside.Contains(e.Id)).Select(e => new { e.Id, e.Number })).ToDictionaryAsync(c => c.Id, c => c.Number, ct);
        return new(
            [
                .. page.Items.Select(m => new IncomingMailRow(m.Id, m.ReadAt, m.Outcome, m.Size, Seen(m.CaseId), NumberOf(m.CaseId ?? m.EnquiryId), Seen(m.EnquiryId))),
            ],
            page.Next);

        Guid? Seen(Guid? id) => id is { } known && numbers.ContainsKey(known) ? id : null;

        long? NumberOf(Guid? id) => id is { } known && numbers.TryGetValue(known, out var number) ? number : null;
    }
}
