using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Attachments;
using FluentValidation;

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

internal sealed class AddAttachmentHandler(CrmDb db, CurrentUser user, AttachmentDesk desk) : ICommandHandler<AddAttachment>
{
    public async Task HandleAsync(AddAttachment command, CancellationToken ct) => await desk.KeepAsync(
        await db.CustomerToChangeAsync(command.CustomerId, user, ct), null, command.AttachmentId, new(command.Id, command.Title, command.FileName, command.Content), ct);
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
