using BankCrm.Application.Common;
using BankCrm.Domain.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Platform.Outbox;

/// <summary>Mails that came back, the latest first.</summary>
[Allow(OutboxPermissions.Read)]
public sealed record ListReturnedMails(string? After = null);

/// <param name="Word">Null: it was no report.</param>
/// <param name="OutgoingId">It stands in the outbox. Null: it is of a campaign, is none of ours, or is not kept any more.</param>
public sealed record ReturnedMailRow(Guid Id, DateTimeOffset ReadAt, ReturnedWord? Word, ReturnedOutcome Outcome, string Status, Guid? OutgoingId);

internal sealed class ListReturnedMailsHandler(CrmDb db) : IQueryHandler<ListReturnedMails, Page<ReturnedMailRow>>
{
    private const int Size = 50;

    public Task<Page<ReturnedMailRow>> HandleAsync(ListReturnedMails query, CancellationToken ct)
    {
        IQueryable<ReturnedMail> mails = db.ReturnedMails;
        if (Cursor.TryRead<Guid>(query.After, out var last))
        {
            mails = mails.Where(m => m.Id < last);
        }

        return mails.OrderByDescending(m => m.Id)
            .Select(m => new ReturnedMailRow(
                m.Id, m.ReadAt, m.Word, m.Outcome, m.Status, db.OutgoingMessages.Where(o => o.Id == m.MessageId).Select(o => (Guid?)o.Id).FirstOrDefault()))
            .ToPageAsync(Size, m => m.Id, ct);
    }
}
