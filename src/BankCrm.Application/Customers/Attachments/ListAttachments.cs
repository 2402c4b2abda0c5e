using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Attachments;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Attachments;

/// <summary>The documents beside a customer's record, the latest first, with all their versions.</summary>
[Allow(CustomerPermissions.Read)]
public sealed record ListAttachments(Guid CustomerId);

/// <param name="MayChange">The user may add and delete some.</param>
/// <param name="IsScanned">A virus scanner is set up.</param>
public sealed record AttachmentList(
    string Customer, IReadOnlyList<AttachmentShown> Documents, IReadOnlyList<AttachmentShown> Deleted, bool MayChange, bool IsScanned);

public sealed record AttachmentShown(Guid Id, string Title, IReadOnlyList<VersionShown> Versions)
{
    public VersionShown Latest => Versions[0];
}

public sealed record VersionShown(
    Guid Id, int Number, AttachmentKind Kind, long Size, string? By, DateTimeOffset At, ScanState Scan, bool IsServed);

internal sealed class ListAttachmentsHandler(CrmDb db, CurrentUser user, AttachmentLists lists) : IQueryHandler<ListAttachments, AttachmentList>
{
    public async Task<AttachmentList> HandleAsync(ListAttachments query, CancellationToken ct)
    {
        var customer = await db.CustomerToOpenAsync(query.CustomerId, user, ct);
        return await lists.OfAsync(customer, null, user.MayChange(customer.OwnerId), ct);
    }
}

/// <summary>The documents of a customer, or those of another record that are kept under the customer's key.</summary>
internal sealed class AttachmentLists(CrmDb db, CustomerCiphers ciphers, StaffNames staff, IVirusScanner scanner)
{
    /// <param name="keptWith">The record they belong to. Null: the customer's documents.</param>
    public async Task<AttachmentList> OfAsync(Customer customer, Guid? keptWith, bool mayChange, CancellationToken ct)
    {
        var documents = await db.Attachments.Where(a => a.CustomerId == customer.Id && a.KeptWith == keptWith).OrderByDescending(a => a.Id).ToListAsync(ct);
        var ids = documents.ConvertAll(a => a.Id);
        var versions = (await db.AttachmentVersions.Where(v => ids.Contains(v.AttachmentId)).OrderByDescending(v => v.Number).ToListAsync(ct)).ToLookup(v => v.AttachmentId);
        var names = await staff.OfAsync(db, versions.SelectMany(v => v).Select(v => v.UploadedBy).OfType<Guid>(), ct);
        var cipher = documents.Count == 0 ? null : await ciphers.OfAsync(customer.Id, ct);
        var shown = documents.ToLookup(a => a.DeletedAt is not null, a => new AttachmentShown(
            a.Id, cipher!.Open(Attachment.TitleColumn, a.Id, a.Title),
            [.. versions[a.Id].Select(v => new VersionShown(v.Id, v.Number, v.Kind, v.Size, v.UploadedBy is { } by ? names.GetValueOrDefault(by) : null, v.UploadedAt, v.Scan, v.IsServed))]));
        return new(customer.Name, [.. shown[false]], mayChange ? [.. shown[true]] : [], mayChange, scanner.IsSetUp);
    }
}

/// <summary>The latest documents of a customer whose page is open.</summary>
[Allow(CustomerPermissions.Read)]
public sealed record ListLatestAttachments(Guid CustomerId);

internal sealed class ListLatestAttachmentsHandler(CrmDb db, CustomerCiphers ciphers) : IQueryHandler<ListLatestAttachments, IReadOnlyList<AttachmentShown>>
{
    private const int Most = 5;

    public async Task<IReadOnlyList<AttachmentShown>> HandleAsync(ListLatestAttachments query, CancellationToken ct)
    {
        var found = await db.Attachments
            .Where(a => a.CustomerId == query.CustomerId && a.DeletedAt == null && a.KeptWith == null)
            .Join(db.AttachmentVersions, a => new { a.Id, Number = a.Versions }, v => new { Id = v.AttachmentId, v.Number }, (a, v) => new { Attachment = a, Version = v })
            .OrderByDescending(x => x.Version.Id)
            .Take(Most)
            .ToListAsync(ct);
        var cipher = found.Count == 0 ? null : await ciphers.OfAsync(query.CustomerId, ct);
        return
        [
            .. found.Select(x => new AttachmentShown(
                x.Attachment.Id, cipher!.Open(Attachment.TitleColumn, x.Attachment.Id, x.Attachment.Title),
                [new(x.Version.Id, x.Version.Number, x.Version.Kind, x.Version.Size, null, x.Version.UploadedAt, x.Version.Scan, x.Version.IsServed)])),
        ];
    }
}
