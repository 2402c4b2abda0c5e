using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;

namespace BankCrm.Application.Campaigns.Audiences;

/// <summary>Writes down whom a launched campaign is for, whom it leaves out and why, and who is of the control group. Once.</summary>
[Allow(CampaignPermissions.Prepare)]
public sealed record PrepareCampaign(Guid Id);

internal sealed class PrepareCampaignValidator : AbstractValidator<PrepareCampaign>;

internal sealed class PrepareCampaignHandler(
    CrmDb db, CurrentUser user, IRowLock rows, CampaignAudiences audiences, ISegmentEngine segments, ICampaignEngine engine, IAuditTrail audit, TimeProvider clock) : ICommandHandler<PrepareCampaign>
{
    public async Task HandleAsync(PrepareCampaign command, CancellationToken ct)
    {
        await rows.TakeAsync<Campaign>(command.Id, ct);
        var campaign = await db.ForChangeAsync<Campaign>(command.Id, ct);
        Refuse.If(campaign.State is not CampaignState.Preparing, "It is not being prepared.");
        var now = clock.GetUtcNow();
        var written = campaign.Plan.Occasion is null ? await WriteAsync(campaign, now, ct) : 0; // their occasions bring them in
        campaign.Prepared(now);
        audit.Record(new(AuditEvents.BulkChanged)
        {
            ObjectType = nameof(Campaign),
            ObjectId = campaign.Id,
            Changes = AuditChanges.Of([("Customers", null, written), ("Campaign", null, campaign.Plan.Name)]),
        });
    }

    private async Task<int> WriteAsync(Campaign campaign, DateTimeOffset now, CancellationToken ct)
    {
        var brief = CampaignBrief.Of(campaign);
        await segments.AllowLargeAsync(readsAll: true, ct);
        var first = Branch.StartOf(campaign.Plan.StartsOn).ToUniversalTime();
        return await engine.WriteAsync(brief, await audiences.OfAsync(db, user, brief, ct), first > now ? first : now, now, ct);
    }
}
