using System.Text.Json;
using BankCrm.Application.Campaigns.Audiences;
using BankCrm.Application.Campaigns.Sending;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Planning;

/// <summary>Lays a campaign before somebody who may approve it, with what is foreseen.</summary>
[Allow(CampaignPermissions.Write)]
public sealed record ProposeCampaign(Guid Id, uint Version);

/// <summary>Takes a proposal back, to change it.</summary>
[Allow(CampaignPermissions.Write)]
public sealed record TakeBackCampaign(Guid Id, uint Version);

[Allow(CampaignPermissions.Approve)]
public sealed record ApproveCampaign(Guid Id, uint Version);

/// <summary>Says no, and why.</summary>
[Allow(CampaignPermissions.Approve)]
public sealed record SendBackCampaign(Guid Id, uint Version, string Because);

/// <summary>Lets an approved campaign run: its audience is written down, or it goes on where it is.</summary>
[Allow(CampaignPermissions.Launch)]
[StepUp(StepUpPurpose.Campaigns)]
public sealed record LaunchCampaign(Guid Id, uint Version);

[Allow(CampaignPermissions.Launch)]
public sealed record PauseCampaign(Guid Id, uint Version);

/// <summary>Lets a paused campaign go on.</summary>
[Allow(CampaignPermissions.Launch)]
[StepUp(StepUpPurpose.Campaigns)]
public sealed record ResumeCampaign(Guid Id, uint Version);

/// <summary>Stops it for good. Nothing more leaves from this moment on: no password is asked for first.</summary>
[Allow(CampaignPermissions.Stop)]
public sealed record StopCampaign(Guid Id, uint Version, string Because);

internal sealed class ProposeCampaignValidator : AbstractValidator<ProposeCampaign>;

internal sealed class TakeBackCampaignValidator : AbstractValidator<TakeBackCampaign>;

internal sealed class ApproveCampaignValidator : AbstractValidator<ApproveCampaign>;

internal sealed class SendBackCampaignValidator : AbstractValidator<SendBackCampaign>
{
    public SendBackCampaignValidator() => RuleFor(c => c.Because).NotEmpty().IsClean(Campaign.ReasonMaxLength);
}

internal sealed class LaunchCampaignValidator : AbstractValidator<LaunchCampaign>;

internal sealed class PauseCampaignValidator : AbstractValidator<PauseCampaign>;

internal sealed class ResumeCampaignValidator : AbstractValidator<ResumeCampaign>;

internal sealed class StopCampaignValidator : AbstractValidator<StopCampaign>
{
    public StopCampaignValidator() => RuleFor(c => c.Because).NotEmpty().IsClean(Campaign.ReasonMaxLength);
}

internal sealed class ProposeCampaignHandler(CrmDb db, CurrentUser user, CampaignForecaster forecaster, TimeProvider clock) : ICommandHandler<ProposeCampaign>
{
    public async Task HandleAsync(ProposeCampaign command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var campaign = await db.CampaignToChangeAsync(command.Id, command.Version, user, ct);
        var ids = campaign.Segments.Select(s => s.SegmentId).ToList();
        var numbers = await db.Segments.Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Latest, ct);
        var forecast = campaign.PreparedAt is null ? await forecaster.OfAsync(CampaignBrief.Of(campaign), ct) : null;
        Refuse.If(forecast is { Audience: 0 }, "Nobody is in its audience. Look at its segments.");
        campaign.Propose(numbers, forecast is null ? campaign.Forecast : JsonSerializer.Serialize(forecast), Branch.DayAt(now), user.Person, now);
    }
}

internal sealed class TakeBackCampaignHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<TakeBackCampaign>
{
    public async Task HandleAsync(TakeBackCampaign command, CancellationToken ct) =>
        (await db.CampaignToChangeAsync(command.Id, command.Version, user, ct)).TakeBack(user.Person, clock.GetUtcNow());
}

internal sealed class ApproveCampaignHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<ApproveCampaign>
{
    public async Task HandleAsync(ApproveCampaign command, CancellationToken ct) =>
        (await db.CampaignToDecideAsync(command.Id, command.Version, user, ct)).Approve(user.Person, clock.GetUtcNow());
}

internal sealed class SendBackCampaignHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<SendBackCampaign>
{
    public async Task HandleAsync(SendBackCampaign command, CancellationToken ct) =>
        (await db.CampaignToDecideAsync(command.Id, command.Version, user, ct)).SendBack(command.Because.Trim(), user.Person, clock.GetUtcNow());
}

internal sealed class LaunchCampaignHandler(CrmDb db, CurrentUser user, CampaignLinks links, TimeProvider clock) : ICommandHandler<LaunchCampaign>
{
    public async Task HandleAsync(LaunchCampaign command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var campaign = await db.CampaignToChangeAsync(command.Id, command.Version, user, ct);
        Refuse.If(!links.IsSetUp && campaign.Channels.Any(c => c.IsRead), "The address of links is not set up: without it nobody could answer or opt out. Ask whoever runs the product.");
        campaign.Launch(Branch.DayAt(now), user.Person, now);
    }
}

internal sealed class PauseCampaignHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<PauseCampaign>
{
    public async Task HandleAsync(PauseCampaign command, CancellationToken ct) =>
        (await db.CampaignToChangeAsync(command.Id, command.Version, user, ct)).Pause(user.Person, clock.GetUtcNow());
}

internal sealed class ResumeCampaignHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<ResumeCampaign>
{
    public async Task HandleAsync(ResumeCampaign command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        (await db.CampaignToChangeAsync(command.Id, command.Version, user, ct)).Resume(Branch.DayAt(now), user.Person, now);
    }
}

internal sealed class StopCampaignHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<StopCampaign>
{
    public async Task HandleAsync(StopCampaign command, CancellationToken ct) =>
        (await db.CampaignToChangeAsync(command.Id, command.Version, user, ct)).Stop(command.Because.Trim(), user.Person, clock.GetUtcNow());
}

internal static class CampaignDecisions
{
    /// <exception cref="ForbiddenException">It is for others to decide.</exception>
    public static async Task<Campaign> CampaignToDecideAsync(this CrmDb db, Guid id, uint version, CurrentUser user, CancellationToken ct)
    {
        var campaign = await db.CampaignToChangeAsync(id, version, user, ct);
        Refuse.If(!user.MayDecideOn(campaign.ForBranchId), "A campaign for the whole bank is decided on by compliance.");
        return campaign;
    }
}
