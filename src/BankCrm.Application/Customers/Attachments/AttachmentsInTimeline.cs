using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Domain.Customers.Attachments;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Attachments;

[Policy]
internal sealed class AttachmentsInTimeline(StaffNames staff) : ITimelineSource
{
    public string Permission => CustomerPermissions.Read;

    public TimelineTopic Topic => TimelineTopic.Documents;

    public async Task<IReadOnlyList<TimelineEntry>> LoadAsync(CrmDb db, TimelineSpan span, CancellationToken ct)
    {
        var versions = await db.AttachmentVersions
            .Where(v => v.CustomerId == span.CustomerId && v.UploadedAt <= span.Until)
            .OrderByDescending(v => v.Id)
            .Take(span.Limit)
            .Join(db.Attachments.Where(a => a.DeletedAt == null && a.KeptWith == null), v => v.AttachmentId, a => a.Id, (v, a) => new { v.Id, v.UploadedAt, v.UploadedBy, v.Number, Document = a.Id, a.Title })
            .ToListAsync(ct);
        var names = await staff.OfAsync(db, versions.Select(v => v.UploadedBy).OfType<Guid>(), ct);
        return
        [
            .. versions.Select(v => new TimelineEntry(v.Id, v.UploadedAt, Icon: "paperclip", v.Number == 1 ? "A document was added" : "A document has a new version")
            {
                Who = v.UploadedBy is { } by ? names.GetValueOrDefault(by) : null,
                Text = span.Cipher?.Open(Attachment.TitleColumn, v.Document, v.Title),
                Path = $"/customers/{span.CustomerId}/attachments",
            }),
        ];
    }
}
