using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Files;
using BankCrm.Domain.Campaigns.HandOvers;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.HandOvers;

/// <summary>Hands out the file to whoever asked for it; each time is on record before the first byte.</summary>
/// <param name="Into">Takes the file.</param>
[Allow(CampaignPermissions.HandOver)]
public sealed record PickUpHandOver(Guid Id, TakenHandOver Into);

/// <summary>A file that was handed out.</summary>
public sealed class TakenHandOver : IDisposable
{
    public Stream Content { get; private set; } = Stream.Null;

    public string Name { get; private set; } = "";

    internal void Take(Stream content, CampaignHandOver handOver) =>
        (Content, Name) = (content, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(handOver.Channel is CampaignChannel.Letter ? "letters" : "wechat")}-{handOver.Reference}.csv"));

    public void Dispose() => Content.Dispose();
}

internal sealed class PickUpHandOverValidator : AbstractValidator<PickUpHandOver>
{
    public PickUpHandOverValidator() => RuleFor(h => h.Into).NotNull();
}

internal sealed class PickUpHandOverHandler(CrmDb db, CurrentUser user, IFileStore files, IColumnCipher cipher, IAuditTrail audit, TimeProvider clock) : ICommandHandler<PickUpHandOver>
{
    public async Task HandleAsync(PickUpHandOver command, CancellationToken ct)
    {
        var handOver = await db.ForChangeAsync<CampaignHandOver>(command.Id, ct);
        if (handOver.RequestedBy != user.StaffId)
        {
            throw new NotFoundException();
        }

        Refuse.If(await db.Campaigns.AnyAsync(c => c.Id == handOver.CampaignId && c.State == CampaignState.Stopped, ct), "The campaign was stopped: nothing of it leaves any more.");
        handOver.PickUp(user.Person, clock.GetUtcNow());
        audit.Record(HandOverRecords.Of(AuditEvents.Downloaded, handOver));
        var file = handOver.FileId!.Value;
        command.Into.Take(files.Open(HandOverFile.Area, file, cipher.Open(CampaignHandOver.FileKeyColumn, file, handOver.FileKey!)), handOver);
    }
}
