using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Planning;

/// <summary>Drafts a campaign.</summary>
/// <param name="Id">Carried by the form, so that a double click drafts one.</param>
/// <param name="ForBranchId">Null: for the customers of all branches.</param>
[Allow(CampaignPermissions.Write)]
public sealed record DraftCampaign(Guid Id, Guid? ForBranchId, CampaignPlan Plan, CampaignAudience Audience);

/// <summary>Changes it. What was approved needs the approval again.</summary>
[Allow(CampaignPermissions.Write)]
public sealed record ChangeCampaign(Guid Id, uint Version, CampaignPlan Plan, CampaignAudience Audience);

/// <summary>Writes one of its texts.</summary>
/// <param name="TextId">Where it is new.</param>
[Allow(CampaignPermissions.Write)]
public sealed record WriteCampaignText(Guid CampaignId, uint Version, Guid TextId, CampaignTextPlace Place, string Subject, string Text);

internal sealed class CampaignPlanValidator : AbstractValidator<CampaignPlan>
{
    public CampaignPlanValidator()
    {
        RuleFor(p => p.Name).NotEmpty().IsClean(CampaignPlan.NameMaxLength);
        RuleFor(p => p.Goal).IsClean(CampaignPlan.GoalMaxLength, manyLines: true);
        RuleFor(p => p.Occasion).IsInEnum();
        RuleFor(p => p.StartsOn).NotEmpty();
        RuleFor(p => p.EndsOn).NotEmpty();
    }
}

internal sealed class DraftCampaignValidator : AbstractValidator<DraftCampaign>
{
    public DraftCampaignValidator()
    {
        RuleFor(c => c.Id).NotEmpty();
        RuleFor(c => c.Plan).SetValidator(new CampaignPlanValidator());
        RuleForEach(c => c.Audience.Channels).IsInEnum();
    }
}

internal sealed class ChangeCampaignValidator : AbstractValidator<ChangeCampaign>
{
    public ChangeCampaignValidator()
    {
        RuleFor(c => c.Plan).SetValidator(new CampaignPlanValidator());
        RuleForEach(c => c.Audience.Channels).IsInEnum();
    }
}

internal sealed class WriteCampaignTextValidator : AbstractValidator<WriteCampaignText>
{
    public WriteCampaignTextValidator()
    {
        RuleFor(t => t.TextId).NotEmpty();
        RuleFor(t => t.Place.Channel).IsInEnum();
        RuleFor(t => t.Place.Arm).IsInEnum();
        RuleFor(t => t.Place.Language).IsInEnum();
        RuleFor(t => t.Subject).IsClean(MessageTemplate.SubjectMaxLength);
        RuleFor(t => t.Text).NotEmpty().IsClean(MessageTemplate.TextMaxLength, manyLines: true);
    }
}

internal sealed class DraftCampaignHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<DraftCampaign>
{
    public async Task HandleAsync(DraftCampaign command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        Refuse.If(command.ForBranchId is { } branch && !await db.Branches.AnyAsync(b => b.Id == branch && b.Kind == BranchKind.Branch, ct), "Choose a branch.");
        await ProductRefusals.RefuseUnknownAsync(db, command.Plan, ct);
        await db.RefuseSegmentsAsync(command.Audience, user, ct);
        db.Add(Campaign.Draft(command.Id, command.ForBranchId, command.Plan, command.Audience, Branch.DayAt(now), user.Person, now));
    }
}

internal sealed class ChangeCampaignHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<ChangeCampaign>
{
    public async Task HandleAsync(ChangeCampaign command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var campaign = await db.CampaignToChangeAsync(command.Id, command.Version, user, ct);
        await ProductRefusals.RefuseUnknownAsync(db, command.Plan, ct);
        await db.RefuseSegmentsAsync(command.Audience, user, ct);
        campaign.Change(command.Plan, command.Audience, Branch.DayAt(now), user.Person, now);
    }
}

internal sealed class WriteCampaignTextHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<WriteCampaignText>
{
    public async Task HandleAsync(WriteCampaignText command, CancellationToken ct) =>
        (await db.CampaignToChangeAsync(command.CampaignId, command.Version, user, ct))
            .Say(command.TextId, command.Place, command.Subject, command.Text, user.Person, clock.GetUtcNow());
}

internal static class ProductRefusals
{
    public static async Task RefuseUnknownAsync(CrmDb db, CampaignPlan plan, CancellationToken ct) =>
        Refuse.If(await IsUnknownAsync(db, plan.ProductId, ct) || await IsUnknownAsync(db, plan.OccasionProductId, ct), "Choose a product of the catalogue.");

    private static async Task<bool> IsUnknownAsync(CrmDb db, Guid? product, CancellationToken ct) => product is { } id && !await db.Products.AnyAsync(p => p.Id == id, ct);
}
