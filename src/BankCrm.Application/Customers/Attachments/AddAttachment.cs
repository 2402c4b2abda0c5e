using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Files;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Attachments;
using BankCrm.Domain.Platform.Encryption;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Attachments;

/// <summary>Keeps a document beside a customer's record, or a further version of one.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record AddAttachment
{
    /// <summary>Of the file. Carried by the form, so that a double click keeps one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CustomerId { get; init; }

    /// <summary>Null: a new document.</summary>
    public Guid? AttachmentId { get; init; }

    public string Title { get; init => field = value?.Trim() ?? ""; } = "";
    public string FileName { get; init => field = value ?? ""; } = "";

    /// <summary>Can be read twice: first to see what it is.</summary>
    public Stream Content { get; init; } = Stream.Null;
}

internal sealed class AddAttachmentValidator : AbstractValidator<AddAttachment>
{
    public AddAttachmentValidator()
    {
        RuleFor(a => a.Id).NotEmpty();
        RuleFor(a => a.FileName).NotEmpty();
        RuleFor(a => a.Title).IsClean(Attachment.TitleMaxLength);
    }
}

internal sealed class AddAttachmentHandler(
    CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index, IFileStore files, IVirusScanner scanner, AttachmentLimits limits, TimeProvider clock)
    : ICommandHandler<AddAttachment>
{
    private const long Megabyte = 1024 * 1024;

    public async Task HandleAsync(AddAttachment command, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        Refuse.If(await db.AttachmentVersions.AnyAsync(v => v.Id == command.Id, ct), "There is such a record already.");
        var now = clock.GetUtcNow();
        var kind = FileCheck.Demand(command.FileName, command.Content);
        await RefuseTooMuchAsync(customer.Id, command.Content.Length, now, ct);

        var safe = new CustomerSafe(await ciphers.OfAsync(customer.Id, ct), index);
        var attachment = await DocumentAsync(command, customer, safe, now, ct);
        using var draft = files.Create(AttachmentFiles.Area, command.Id);
        await command.Content.CopyToAsync(draft.Content, ct);
        var stored = draft.Finish();
        var file = new UploadedFile(command.Id, kind, stored.Size, stored.Digest, stored.Key, scanner.IsSetUp);
        db.Add(AttachmentVersion.Of(attachment, file, user.Person, now, safe));
    }

    private async Task<Attachment> DocumentAsync(AddAttachment command, Customer customer, CustomerSafe safe, DateTimeOffset now, CancellationToken ct)
    {
        if (command.AttachmentId is { } id)
        {
            return (await db.ForChangeAsync<Attachment>(id, ct)).OfCustomer(customer.Id);
        }

        var title = command.Title.Length > 0 ? command.Title : AttachmentFiles.TitleOf(command.FileName);
        var made = Attachment.Add(Guid.CreateVersion7(), customer, title, now, safe);
        db.Add(made);
        return made;
    }

    private async Task RefuseTooMuchAsync(Guid customerId, long size, DateTimeOffset now, CancellationToken ct)
    {
        Refuse.If(size > limits.FileMegabytes * Megabyte, "The file is larger than {0} MB.", limits.FileMegabytes);
        var ofCustomer = await db.AttachmentVersions.Where(v => v.CustomerId == customerId).SumAsync(v => v.Size, ct);
        Refuse.If(ofCustomer + size > limits.CustomerMegabytes * Megabyte, "The documents of this customer take {0} MB already. More is not kept.", limits.CustomerMegabytes);
        var since = now.AddDays(-1);
        var ofDay = await db.AttachmentVersions.Where(v => v.UploadedBy == user.StaffId && v.UploadedAt > since).SumAsync(v => v.Size, ct);
        Refuse.If(ofDay + size > limits.DayMegabytes * Megabyte, "You have uploaded {0} MB in the last 24 hours. More is not allowed.", limits.DayMegabytes);
    }
}

internal static class AttachmentFiles
{
    public const string Area = "attachments";

    /// <summary>The name of a file without its folder and ending, as far as it can be shown.</summary>
    public static string TitleOf(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        name = name.LastIndexOf('.') is var dot and > 0 ? name[..dot] : name;
        var clean = string.Concat(name.EnumerateRunes().Where(r => CleanText.Check(r.ToString(), 2) is null).Select(r => r.ToString())).Trim();
        return clean.Length == 0 ? "—" : clean.Length > Attachment.TitleMaxLength ? clean[..Attachment.TitleMaxLength] : clean;
    }
}
