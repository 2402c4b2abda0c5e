using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Files;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Attachments;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Attachments;

/// <param name="Id">Of the file.</param>
/// <param name="Title">Empty: the name of the file.</param>
/// <param name="Content">Can be read twice: first to see what it is.</param>
internal sealed record BroughtFile(Guid Id, string Title, string FileName, Stream Content);

/// <summary>Keeps and hands out files of customers. Who may is the asker's matter: a customer's documents and those of another record are never mixed.</summary>
internal sealed class AttachmentDesk(
    CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index, IFileStore files, IVirusScanner scanner, AttachmentLimits limits, TimeProvider clock)
{
    private const long Megabyte = 1024 * 1024;

    /// <param name="keptWith">The record it belongs to. Null: the customer's documents.</param>
    /// <param name="attachmentId">The document it is a new version of. Null: a new one.</param>
    public async Task KeepAsync(Customer customer, Guid? keptWith, Guid? attachmentId, BroughtFile file, CancellationToken ct)
    {
        await RefuseIfThereAsync(file.Id, ct);
        var now = clock.GetUtcNow();
        var kind = FileCheck.Demand(file.FileName, file.Content);
        await RefuseTooMuchAsync(customer.Id, file.Content.Length, now, ct);

        var safe = new CustomerSafe(await ciphers.OfAsync(customer.Id, ct), index);
        var attachment = attachmentId is { } id ? await ToChangeAsync(customer, keptWith, id, ct)
            : Made(customer, keptWith, file.Title.Length > 0 ? file.Title : AttachmentFiles.TitleOf(file.FileName), safe, now);
        await StoreAsync(attachment, file.Id, kind, file.Content, safe, now, ct);
    }

    /// <summary>Keeps one of the customer's documents with a record too.</summary>
    /// <param name="versionId">Of the customer's document.</param>
    /// <param name="id">Of the copy's file.</param>
    public async Task CopyAsync(Customer customer, Guid keptWith, Guid versionId, Guid id, CancellationToken ct)
    {
        await RefuseIfThereAsync(id, ct);
        var (now, opened) = (clock.GetUtcNow(), await FindAsync(customer, null, versionId, ct));
        await RefuseTooMuchAsync(customer.Id, opened.Version.Size, now, ct);
        var safe = new CustomerSafe(opened.Cipher, index);
        await using var content = Read(opened);
        await StoreAsync(Made(customer, keptWith, opened.Title, safe, now), id, opened.Version.Kind, content, safe, now, ct);
    }

    /// <exception cref="NotFoundException">There is none there.</exception>
    public async Task<Attachment> ToChangeAsync(Customer customer, Guid? keptWith, Guid attachmentId, CancellationToken ct)
    {
        var found = (await db.ForChangeAsync<Attachment>(attachmentId, ct)).OfCustomer(customer.Id);
        return found.KeptWith == keptWith ? found : throw new NotFoundException();
    }

    /// <exception cref="NotFoundException">There is none there, or it was deleted.</exception>
    /// <exception cref="RefusedException">It is being scanned, or a virus was found in it.</exception>
    public async Task<OpenedAttachment> OpenAsync(Customer customer, Guid? keptWith, Guid versionId, CancellationToken ct)
    {
        var opened = await FindAsync(customer, keptWith, versionId, ct);
        var (version, name) = (opened.Version, $"{customer.Number}-{opened.Title}-{opened.Version.Number}{opened.Version.Kind.Extension}");
        return new(Read(opened), name, version.Kind, version.Digest, customer.BranchId);
    }

    private async Task<Kept> FindAsync(Customer customer, Guid? keptWith, Guid versionId, CancellationToken ct)
    {
        var found = await db.AttachmentVersions
            .Where(v => v.Id == versionId && v.CustomerId == customer.Id)
            .Join(db.Attachments.Where(a => a.DeletedAt == null && a.KeptWith == keptWith), v => v.AttachmentId, a => a.Id, (v, a) => new { Version = v, Attachment = a })
            .SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        found.Version.RefuseUnlessServed();
        var cipher = await ciphers.OfAsync(customer.Id, ct);
        return new(found.Version, cipher.Open(Attachment.TitleColumn, found.Attachment.Id, found.Attachment.Title), cipher);
    }

    private Stream Read(Kept opened) =>
        files.Open(AttachmentFiles.Area, opened.Version.Id, opened.Cipher.Open(AttachmentVersion.FileKeyColumn, opened.Version.Id, opened.Version.FileKey));

    private async Task StoreAsync(Attachment attachment, Guid id, AttachmentKind kind, Stream content, CustomerSafe safe, DateTimeOffset now, CancellationToken ct)
    {
        using var draft = files.Create(AttachmentFiles.Area, id);
        await content.CopyToAsync(draft.Content, ct);
        var stored = draft.Finish();
        db.Add(AttachmentVersion.Of(attachment, new(id, kind, stored.Size, stored.Digest, stored.Key, scanner.IsSetUp), user.StaffId, now, safe));
    }

    private Attachment Made(Customer customer, Guid? keptWith, string title, CustomerSafe safe, DateTimeOffset now)
    {
        var made = Attachment.Add(Guid.CreateVersion7(), customer, title, now, safe, keptWith);
        db.Add(made);
        return made;
    }

    private async Task RefuseIfThereAsync(Guid id, CancellationToken ct) =>
        Refuse.If(await db.AttachmentVersions.AnyAsync(v => v.Id == id, ct), "There is such a record already.");

    private async Task RefuseTooMuchAsync(Guid customerId, long size, DateTimeOffset now, CancellationToken ct)
    {
        Refuse.If(size > limits.FileMegabytes * Megabyte, "The file is larger than {0} MB.", limits.FileMegabytes);
        var ofCustomer = await db.AttachmentVersions.Where(v => v.CustomerId == customerId).SumAsync(v => v.Size, ct);
        Refuse.If(ofCustomer + size > limits.CustomerMegabytes * Megabyte, "The documents of this customer take {0} MB already. More is not kept.", limits.CustomerMegabytes);
        if (user.IsSystem)
        {
            return; // what comes by e-mail has limits of its own
        }

        var since = now.AddDays(-1);
        var ofDay = await db.AttachmentVersions.Where(v => v.UploadedBy == user.StaffId && v.UploadedAt > since).SumAsync(v => v.Size, ct);
        Refuse.If(ofDay + size > limits.DayMegabytes * Megabyte, "You have uploaded {0} MB in the last 24 hours. More is not allowed.", limits.DayMegabytes);
    }

    private sealed record Kept(AttachmentVersion Version, string Title, ICustomerCipher Cipher);
}
