using BankCrm.Application.Common;
using BankCrm.Application.Customers.Attachments;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Files;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Attachments;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Planning;

/// <summary>Puts a file to an e-mail text. What was approved needs the approval again.</summary>
[Allow(CampaignPermissions.Write)]
public sealed record AttachFile
{
    /// <summary>Of the file. Carried by the form, so that a double click attaches one.</summary>
    public Guid Id { get; init; }

    public Guid CampaignId { get; init; }
    public uint Version { get; init; }
    public CampaignTextPlace Place { get; init; } = null!;
    public string FileName { get; init => field = value ?? ""; } = "";

    public Stream Content { get; init; } = Stream.Null;
}

/// <summary>Takes a file from a text. What was approved needs the approval again.</summary>
[Allow(CampaignPermissions.Write)]
public sealed record DetachFile(Guid CampaignId, uint Version, Guid FileId);

/// <summary>A file as customers get it.</summary>
[Allow(CampaignPermissions.Read)]
public sealed record OpenCampaignFile(Guid CampaignId, Guid FileId);

public sealed record OpenedCampaignFile(Stream Content, string Name, AttachmentKind Kind);

internal sealed class AttachFileValidator : AbstractValidator<AttachFile>
{
    public AttachFileValidator()
    {
        RuleFor(a => a.Id).NotEmpty();
        RuleFor(a => a.Place.Channel).IsInEnum();
        RuleFor(a => a.Place.Arm).IsInEnum();
        RuleFor(a => a.Place.Language).IsInEnum();
        RuleFor(a => a.FileName).NotEmpty().WithMessage("Choose a file.");
    }
}

internal sealed class DetachFileValidator : AbstractValidator<DetachFile>
{
    public DetachFileValidator() => RuleFor(a => a.FileId).NotEmpty();
}

internal sealed class AttachFileHandler(CrmDb db, CurrentUser user, IFileStore files, IColumnCipher cipher, IVirusScanner scanner, TimeProvider clock) : ICommandHandler<AttachFile>
{
    public async Task HandleAsync(AttachFile command, CancellationToken ct)
    {
        var campaign = await db.CampaignToChangeAsync(command.CampaignId, command.Version, user, ct);
        Refuse.If(campaign.Attachments.Any(a => a.Id == command.Id), "There is such a record already."); // the same form, sent twice
        Refuse.If(command.Content.Length > CampaignAttachment.MostBytes, "The file is larger than {0} MB.", CampaignAttachment.MostMegabytes);
        var bytes = new byte[command.Content.Length];
        await command.Content.ReadExactlyAsync(bytes, ct);
        var kind = FileCheck.Demand(command.FileName, new MemoryStream(bytes, writable: false));
        Refuse.If(!CampaignAttachment.IsAttached(kind), "Attach a PDF, a PNG or a JPEG file.");
        Refuse.If(scanner.IsSetUp && !await IsCleanAsync(bytes, ct), "A virus was found in this file. It is not attached.");

        using var draft = files.Create(CampaignFiles.Area, command.Id);
        await draft.Content.WriteAsync(bytes, ct);
        var stored = draft.Finish();
        campaign.Attach(
            command.Place,
            new(command.Id, AttachmentFiles.TitleOf(command.FileName) + kind.Extension, kind, stored.Size, stored.Digest, cipher.Seal(CampaignAttachment.FileKeyColumn, command.Id, stored.Key), scanner.IsSetUp),
            user.Person, clock.GetUtcNow());
    }

    // It waits for the answer: what goes to thousands is looked through before it is kept at all.
    private async Task<bool> IsCleanAsync(byte[] bytes, CancellationToken ct)
    {
        try
        {
            return await scanner.IsCleanAsync(new MemoryStream(bytes, writable: false), ct);
        }
        catch (IOException)
        {
            throw new RefusedException("The virus scanner does not answer. Try again in a minute.");
        }
    }
}

internal sealed class DetachFileHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<DetachFile>
{
    public async Task HandleAsync(DetachFile command, CancellationToken ct) =>
        (await db.CampaignToChangeAsync(command.CampaignId, command.Version, user, ct)).Detach(command.FileId, user.Person, clock.GetUtcNow());
}

internal sealed class OpenCampaignFileHandler(CrmDb db, CurrentUser user, CampaignFiles files) : IQueryHandler<OpenCampaignFile, OpenedCampaignFile>
{
    public async Task<OpenedCampaignFile> HandleAsync(OpenCampaignFile query, CancellationToken ct)
    {
        var found = await db.CampaignsSeenBy(user).Where(c => c.Id == query.CampaignId)
            .Join(db.CampaignAttachments, c => c.Id, a => a.CampaignId, (c, a) => a).SingleOrDefaultAsync(a => a.Id == query.FileId, ct) ?? throw new NotFoundException();
        return new(files.Open(found), found.Name, found.Kind);
    }
}
