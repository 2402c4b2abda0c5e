using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Export;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.HandOvers;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.HandOvers;

/// <summary>Asks for a file of those who wait to be written to by letter or WeChat, of the branches the colleague sees.</summary>
[Allow(CampaignPermissions.HandOver)]
[StepUp(StepUpPurpose.Exports)]
public sealed record RequestHandOver
{
    /// <summary>Carried by the form, so that a double click asks once.</summary>
    public Guid Id { get; init; }

    public Guid CampaignId { get; init; }
    public CampaignChannel Channel { get; init; }
    public int Wave { get; init; }

    /// <summary>In which language the file names its columns.</summary>
    public string Language { get; init => field = value ?? ""; } = "";

    public string Reason { get; init => field = value ?? ""; } = "";
}

internal sealed class RequestHandOverValidator : AbstractValidator<RequestHandOver>
{
    public RequestHandOverValidator()
    {
        RuleFor(h => h.Id).NotEmpty();
        RuleFor(h => h.Channel).IsInEnum();
        RuleFor(h => h.Wave).GreaterThan(0).OverridePropertyName("What").WithMessage("Choose whom to hand over."); // channel and wave are chosen together
        RuleFor(h => h.Language).MaximumLength(20);
        RuleFor(h => h.Reason).NotEmpty();
        RuleFor(h => h.Reason).MinimumLength(CampaignHandOver.LeastReason).When(h => h.Reason.Length > 0);
        RuleFor(h => h.Reason).IsClean(CampaignHandOver.ReasonMaxLength, manyLines: true);
    }
}

internal sealed class RequestHandOverHandler(CrmDb db, CurrentUser user, ExportLimits limits, TimeProvider clock) : ICommandHandler<RequestHandOver>
{
    public async Task HandleAsync(RequestHandOver command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var campaign = await db.CampaignsSeenBy(user).IgnoreAutoIncludes().SingleOrDefaultAsync(c => c.Id == command.CampaignId, ct) ?? throw new NotFoundException();
        var counted = await db.WaitingForFile(campaign.Id, now).CountAsync(c => c.Channel == command.Channel && c.Wave == command.Wave, ct);
        var branch = user.HomeBranchId ?? throw new ForbiddenException(CampaignPermissions.HandOver);
        db.Add(CampaignHandOver.Request(
            command.Id, campaign, new(user.Person, branch, command.Channel, command.Wave, command.Language, command.Reason), counted, limits.BranchRows, now));
    }
}

internal static class HandOverFile
{
    public const string Area = "hand-overs";

    extension(CrmDb db)
    {
        /// <summary>Whose turn has come to be written to by letter or WeChat, and who is in no file yet.</summary>
        public IQueryable<CampaignContact> WaitingForFile(Guid campaignId, DateTimeOffset now) => db.CampaignContacts.Where(c =>
            c.CampaignId == campaignId && c.State == ContactState.Planned && (c.Channel == CampaignChannel.Letter || c.Channel == CampaignChannel.WeChat) && c.DueAt <= now);
    }
}

/// <summary>What the audit trail keeps of a file besides its changes.</summary>
internal static class HandOverRecords
{
    public static AuditRecord Of(string happened, CampaignHandOver handOver) => new(happened)
    {
        ObjectType = nameof(CampaignHandOver),
        ObjectId = handOver.Id,
        BranchId = handOver.BranchId,
        ReasonCode = handOver.State.ToString(),
        ReasonText = handOver.Reason,
        Changes = AuditChanges.Of(
        [
            ("Campaign", null, handOver.CampaignId), ("Channel", null, handOver.Channel), ("Digest", null, handOver.Digest), ("HeldBack", null, handOver.HeldBack),
            ("Reference", null, handOver.Reference), ("Rows", null, handOver.Rows), ("Wave", null, handOver.Wave),
        ]),
    };
}
