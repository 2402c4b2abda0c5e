using System.Text.Json;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.HandOvers;
using BankCrm.Domain.Campaigns.Planning;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.HandOvers;

/// <summary>Who of a campaign waits to be handed over, and the files that were made, the newest first.</summary>
[Allow(CampaignPermissions.Read)]
public sealed record GetHandOvers(Guid CampaignId, string? After = null);

/// <param name="Contacts">Rounded for whoever sees no members of segments, as all numbers here. Null: so few that the user is not told.</param>
public sealed record WaitingToHandOver(CampaignChannel Channel, int Wave, int? Contacts);

/// <param name="Reason">Why it was asked for. Null: not for the user to read.</param>
/// <param name="Rows">In the file. Null: there is none yet, or so few that the user is not told.</param>
/// <param name="OtherHeldBack">For reasons that are not told one by one.</param>
/// <param name="IsKept">The file is there.</param>
public sealed record HandOverRow(
    Guid Id, string Reference, CampaignChannel Channel, int Wave, HandOverState State, string? Reason, string? By, DateTimeOffset At, int Written, int Counted,
    int? Rows, IReadOnlyDictionary<NotContacted, int> HeldBack, int OtherHeldBack, string? Digest, long? Size, DateTimeOffset? ExpiresAt, DateTimeOffset? PickedUpAt, string? Failure,
    bool IsKept, bool MayTake, bool MayCancel);

/// <param name="Few">The user is told no number under this; 0: every one.</param>
public sealed record HandOversShown(
    Guid CampaignId, string Name, CampaignState State, DateOnly EndsOn, IReadOnlyList<WaitingToHandOver> Waiting, Page<HandOverRow> Made, bool MayHandOver, int Few);

internal sealed class GetHandOversHandler(CrmDb db, CurrentUser user, StaffNames staff, TimeProvider clock) : IQueryHandler<GetHandOvers, HandOversShown>
{
    private const int Size = 20;

    public async Task<HandOversShown> HandleAsync(GetHandOvers query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var campaign = await db.CampaignsSeenBy(user).Where(c => c.Id == query.CampaignId).Select(c => new { c.Id, c.Plan.Name, c.State, c.Plan.EndsOn }).SingleOrDefaultAsync(ct)
            ?? throw new NotFoundException();
        var waiting = campaign.State is not CampaignState.Running ? []
            : await db.WaitingForFile(campaign.Id, now).GroupBy(c => new { c.Channel, c.Wave }).Select(g => new { g.Key.Channel, g.Key.Wave, Contacts = g.Count() }).ToListAsync(ct);
        var few = user.LeastTold;
        return new(
            campaign.Id, campaign.Name, campaign.State, campaign.EndsOn,
            [.. waiting.OrderBy(w => w.Channel).ThenBy(w => w.Wave).Select(w => new WaitingToHandOver(w.Channel!.Value, w.Wave, user.Told(w.Contacts)))],
            await MadeAsync(query, few, now, ct), user.May(CampaignPermissions.HandOver), few);
    }

    private async Task<Page<HandOverRow>> MadeAsync(GetHandOvers query, int few, DateTimeOffset now, CancellationToken ct)
    {
        var made = db.CampaignHandOvers.Where(h => h.CampaignId == query.CampaignId);
        if (Cursor.TryRead<Guid>(query.After, out var last))
        {
            made = made.Where(h => h.Id < last);
        }

        var page = await made.OrderByDescending(h => h.Id).ToPageAsync(Size, h => h.Id, ct);
        var names = await staff.OfAsync(db, page.Items.Select(h => h.RequestedBy), ct);
        return new([.. page.Items.Select(h => RowOf(h, names, few, now))], page.Next);
    }

    private HandOverRow RowOf(CampaignHandOver it, IReadOnlyDictionary<Guid, string> names, int few, DateTimeOffset now)
    {
        var (held, others) = user.ToldGroups(it.HeldBack.Length == 0 ? [] : JsonSerializer.Deserialize<Dictionary<NotContacted, int>>(it.HeldBack)!);
        var isMine = it.RequestedBy == user.StaffId && user.May(CampaignPermissions.HandOver);
        var isKept = it.FileKey is not null && !it.HasExpired(now);
        return new(
            it.Id, it.Reference, it.Channel, it.Wave, it.State, user.May(CampaignPermissions.HandOver) ? it.Reason : null, names.GetValueOrDefault(it.RequestedBy), it.RequestedAt,
            it.Written, it.Counted, it.Rows is { } rows ? user.Told(rows) : null, held, others, it.Digest, few > 0 ? null : it.Size, it.ExpiresAt, it.PickedUpAt, it.Failure, isKept, isMine && isKept, isMine && it.MayCancel && (it.IsAtWork || isKept));
    }
}

/// <summary>How many of a file have objected since: they are handed over already.</summary>
[Allow(CampaignPermissions.Read)]
public sealed record CountObjections(Guid HandOverId);

/// <param name="Customers">Null: so few that the user is not told.</param>
public sealed record Objections(int? Customers, int Few);

internal sealed class CountObjectionsHandler(CrmDb db, CurrentUser user) : IQueryHandler<CountObjections, Objections>
{
    public async Task<Objections> HandleAsync(CountObjections query, CancellationToken ct)
    {
        var handOver = await db.CampaignHandOvers.Where(h => h.Id == query.HandOverId).Select(h => new { h.Id, h.CampaignId, h.Channel }).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        if (!await db.CampaignsSeenBy(user).AnyAsync(c => c.Id == handOver.CampaignId, ct))
        {
            throw new NotFoundException();
        }

        var asked = (int)Domain.Customers.Consents.StandingConsent.FlagOf(handOver.Channel.Consent!.Value);
        var customers = await db.CampaignContacts.CountAsync(
            c => c.HandOverId == handOver.Id && (c.OptedOutAt != null || !db.StandingConsents.Any(s => s.CustomerId == c.CustomerId && ((int)s.Marketing & asked) != 0)), ct);
        return new(customers == 0 ? 0 : user.Told(customers), user.LeastTold);
    }
}
