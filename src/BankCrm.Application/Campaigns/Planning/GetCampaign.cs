using System.Text.Json;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Campaigns.Audiences;
using BankCrm.Application.Campaigns.Sending;
using BankCrm.Application.Common;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers.Attachments;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Products.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Planning;

/// <summary>A campaign with what it says and what was done with it.</summary>
[Allow(CampaignPermissions.Read)]
public sealed record GetCampaign(Guid Id);

/// <param name="Number">The version that was proposed. Null: the latest counts.</param>
public sealed record CampaignSegmentShown(Guid Id, string Name, bool IsExcluded, int? Number);

/// <param name="Id">Null: not written yet.</param>
/// <param name="Sample">As a customer by an invented name reads it, the way out included. Empty: not written yet.</param>
public sealed record CampaignTextShown(Guid? Id, CampaignTextPlace Place, string Subject, string Text, string Sample, IReadOnlyList<CampaignFileShown> Files);

/// <summary>A file that goes along with a text.</summary>
public sealed record CampaignFileShown(Guid Id, string Name, AttachmentKind Kind, long Size, bool IsScanned);

public sealed record CampaignStepShown(CampaignStepKind Kind, string Note, string? By, DateTimeOffset At);

/// <param name="Foreseen">When it was proposed. Null: it was not.</param>
/// <param name="MayDecide">It waits for approval, and the user may say yes or no.</param>
public sealed record CampaignShown(
    Guid Id, uint Version, CampaignPlan Plan, CampaignState State, Guid? ForBranchId, string? Branch, string? Owner, IReadOnlyList<CampaignChannel> Channels,
    IReadOnlyList<CampaignSegmentShown> Segments, IReadOnlyList<CampaignTextShown> Texts, IReadOnlyList<CampaignStepShown> Steps, string? ProductCode, ProductTerms? Product,
    string? OccasionProductCode, CampaignForecast? Foreseen, DateTimeOffset? PreparedAt, bool MayWrite, bool MayDecide, bool MayLaunch, bool MayStop)
{
    public bool HasB => Plan.BPercent > 0;

    public bool IsPrepared => PreparedAt is not null;
}

internal sealed class GetCampaignHandler(CrmDb db, CurrentUser user, StaffNames staff, CampaignWords words, TimeProvider clock) : IQueryHandler<GetCampaign, CampaignShown>
{
    private const int MostSteps = 100;

    public async Task<CampaignShown> HandleAsync(GetCampaign query, CancellationToken ct)
    {
        var campaign = await db.CampaignsSeenBy(user).AsSplitQuery().SingleOrDefaultAsync(c => c.Id == query.Id, ct) ?? throw new NotFoundException();
        var (ids, plan) = (campaign.Segments.Select(s => s.SegmentId).ToList(), campaign.Plan);
        var segments = await db.Segments.Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, s.Name }).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        var steps = await db.CampaignSteps.Where(s => s.CampaignId == campaign.Id).OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Take(MostSteps).ToListAsync(ct);
        var names = await staff.OfAsync(db, [campaign.OwnerId, .. steps.Where(s => s.By is not null).Select(s => s.By!.Value)], ct);
        var branch = campaign.ForBranchId is { } id ? await db.Branches.Where(b => b.Id == id).Select(b => b.Name).SingleOrDefaultAsync(ct) : null;
        var product = plan.ProductId is null ? null : await db.VersionsShownOn(Branch.DayAt(clock.GetUtcNow())).Where(v => v.ProductId == plan.ProductId)
            .Join(db.Products, v => v.ProductId, p => p.Id, (v, p) => new { p.Code, v.Terms }).SingleOrDefaultAsync(ct);
        var mayTouch = user.SeesAllBranches || campaign.ForBranchId is null || user.Branches.Contains(campaign.ForBranchId.Value);
        return new(
            campaign.Id, campaign.Version, plan, campaign.State, campaign.ForBranchId, branch, names.GetValueOrDefault(campaign.OwnerId), campaign.Channels,
            [.. campaign.Segments.Select(s => new CampaignSegmentShown(s.SegmentId, segments.GetValueOrDefault(s.SegmentId, ""), s.IsExcluded, s.Number)).OrderBy(s => s.Name, StringComparer.Ordinal)],
            [.. campaign.Places.Select(p => (Place: p, Text: campaign.TextAt(p))).Select(p => new CampaignTextShown(p.Text?.Id, p.Place, p.Text?.Subject ?? "", p.Text?.Text ?? "", SampleOf(p.Text, product?.Terms), FilesOf(campaign, p.Text)))],
            [.. steps.Select(s => new CampaignStepShown(s.Kind, s.Note, s.By is { } by ? names.GetValueOrDefault(by) : null, s.At))],
            product?.Code, product?.Terms,
            plan.OccasionProductId is { } opened ? await db.Products.Where(p => p.Id == opened).Select(p => p.Code).SingleOrDefaultAsync(ct) : null,
            campaign.Forecast.Length == 0 ? null : JsonSerializer.Deserialize<CampaignForecast>(campaign.Forecast)!.ToldTo(user), campaign.PreparedAt,
            mayTouch && campaign.MayChange && user.May(CampaignPermissions.Write),
            campaign.State is CampaignState.Proposed && user.MayDecideOn(campaign.ForBranchId) && campaign.ProposedBy != user.StaffId && campaign.OwnerId != user.StaffId,
            mayTouch && user.May(CampaignPermissions.Launch),
            mayTouch && campaign.State is not (CampaignState.Stopped or CampaignState.Ended) && user.May(CampaignPermissions.Stop));
    }

    private static IReadOnlyList<CampaignFileShown> FilesOf(Campaign campaign, CampaignText? text) =>
        [.. campaign.Attachments.Where(a => a.TextId == text?.Id).OrderBy(a => a.AddedAt).ThenBy(a => a.Id).Select(a => new CampaignFileShown(a.Id, a.Name, a.Kind, a.Size, a.IsScanned))];

    private string SampleOf(CampaignText? text, ProductTerms? product)
    {
        if (text is null)
        {
            return "";
        }

        var names = CampaignWords.SampleNames(text.Language, product, "0123456789ab");
        var now = clock.GetUtcNow();
        return text.Channel.IsRead ? words.Of(text, names, now).Text : CampaignWords.Script(text, names, now);
    }
}
