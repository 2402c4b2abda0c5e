using BankCrm.Application.Admin.Users;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Cases.Enquiries;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Enquiries;

/// <summary>Enquiries as lists show them.</summary>
internal sealed class EnquiryRows(CrmDb db, CurrentUser user, IColumnCipher cipher, StaffNames staff, TimeProvider clock)
{
    public async Task<IReadOnlyList<EnquiryRow>> OfAsync(IQueryable<Enquiry> enquiries, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = await enquiries
            .Select(e => new { e.Id, e.Number, e.Kind, e.Subject, e.Name, e.OwnerId, e.QueueId, e.ReceivedAt, e.DueAt, e.AnsweredAt, e.IsPaused, e.EscalatedAt, e.EndedAt, e.CaseId }).ToListAsync(ct);
        var queues = await db.QueueNamesAsync(found.Select(e => e.QueueId), ct);
        var names = await staff.OfAsync(db, found.Select(e => e.OwnerId).OfType<Guid>(), ct);
        return
        [
            .. found.Select(e =>
            {
                var name = cipher.Open(Enquiry.NameColumn, e.Id, e.Name);
                return new EnquiryRow(
                    e.Id, e.Number, e.Kind, cipher.Open(Enquiry.SubjectColumn, e.Id, e.Subject), user.MayWorkOnCase(e.OwnerId) ? name : EnquiryDesk.MaskedName(name),
                    e.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null, e.OwnerId is null, e.QueueId is { } queue ? queues.GetValueOrDefault(queue) : null, e.ReceivedAt, e.DueAt,
                    e.AnsweredAt is not null, e.EndedAt is null && !e.IsPaused && e.DueAt < now, e.IsPaused, e.EscalatedAt is not null, e.EndedAt, e.CaseId);
            }),
        ];
    }
}
