using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Audiences;

/// <summary>Whom a campaign would reach today, and why it would not reach the others.</summary>
[Allow(CampaignPermissions.Read)]
public sealed record ForecastCampaign(Guid Id);

/// <param name="Audience">How many customers are in the segments, of those the user counts.</param>
/// <param name="Control">Of those who could be contacted, how many would be left in peace to compare with.</param>
/// <param name="CallDays">How many days the calls take with so many a day. Null: there are none.</param>
/// <param name="Cost">In home currency, of the first contact and what is fixed.</param>
public sealed record CampaignForecast(
    int Audience, IReadOnlyDictionary<LeftOut, int> LeftOut, IReadOnlyDictionary<CampaignChannel, int> ByChannel, int Control, int? CallDays, decimal Cost,
    IReadOnlyList<BranchForecast> Branches, DateTimeOffset At)
{
    public int Reached => ByChannel.Values.Sum() + OtherChannels;

    /// <summary>Reached by channels that are not told one by one.</summary>
    public int OtherChannels { get; init; }

    /// <summary>How many days letters, or WeChat messages, take with so many a day. Null: there are none.</summary>
    public int? HandedDays { get; init; }

    /// <summary>Left out for reasons that are not told one by one.</summary>
    public int OtherReasons { get; init; }

    /// <summary>Fewer than so many are not told, and the others are rounded. 0: every number is told.</summary>
    public int Least { get; init; }

    /// <summary>The part of <see cref="Cost"/> that does not go by contacts.</summary>
    public decimal FixedCost { get; init; }

    /// <summary><see cref="CallDays"/> by a number of calls that is rounded.</summary>
    public int? CallDaysRounded { get; init; }

    /// <summary>The same of <see cref="HandedDays"/>.</summary>
    public int? HandedDaysRounded { get; init; }

    /// <summary>So few are in it, or are left out, or reached, that the user is told nothing more than that.</summary>
    public bool IsHidden { get; init; }

    /// <summary>What somebody may be told of it.</summary>
    internal CampaignForecast ToldTo(CurrentUser user)
    {
        var least = user.LeastTold;
        if (least == 0)
        {
            return this;
        }

        // What is reached and what is left out adds up to the audience, rounded as it is. Money and days follow the rounded numbers: the others could be worked out of them.
        var (reasons, otherReasons) = user.ToldGroups(LeftOut);
        var (channels, otherChannels) = user.ToldGroups(ByChannel);
        var reached = channels.Values.Sum() + otherChannels;
        return this with
        {
            Audience = reached + reasons.Values.Sum() + otherReasons,
            LeftOut = reasons,
            OtherReasons = otherReasons,
            ByChannel = channels,
            OtherChannels = otherChannels,
            Control = FewCustomers.Rounded(Control),
            CallDays = CallDaysRounded,
            HandedDays = HandedDaysRounded,
            Cost = Reached == 0 ? Cost : FixedCost + Math.Round((Cost - FixedCost) * reached / Reached, 2),
            Branches =
            [
                .. Branches.Where(b => b.Audience >= least && (b.Reached == 0 || b.Reached >= least) && (b.Reached == b.Audience || b.Audience - b.Reached >= least))
                    .Select(b => b with { Audience = FewCustomers.Rounded(b.Reached) + FewCustomers.Rounded(b.Audience - b.Reached), Reached = FewCustomers.Rounded(b.Reached) }),
            ],
            Least = least,
            IsHidden = new[] { Audience, Audience - Reached, Reached }.Any(n => n > 0 && n < least),
        };
    }
}

/// <param name="Reached">Contacted or control group.</param>
public sealed record BranchForecast(Guid BranchId, string Branch, int Audience, int Reached);

internal sealed class ForecastCampaignHandler(CrmDb db, CurrentUser user, CampaignForecaster forecaster) : IQueryHandler<ForecastCampaign, CampaignForecast>
{
    public async Task<CampaignForecast> HandleAsync(ForecastCampaign query, CancellationToken ct)
    {
        var campaign = await db.CampaignsSeenBy(user).AsSplitQuery().SingleOrDefaultAsync(c => c.Id == query.Id, ct) ?? throw new NotFoundException();
        return (await forecaster.OfAsync(CampaignBrief.Of(campaign), ct)).ToldTo(user);
    }
}

/// <summary>Counts an audience by reason, channel and branch, in one reading.</summary>
internal sealed class CampaignForecaster(CrmDb db, CurrentUser user, CampaignAudiences audiences, ISegmentEngine engine, TimeProvider clock)
{
    public async Task<CampaignForecast> OfAsync(CampaignBrief brief, CancellationToken ct)
    {
        await engine.AllowLargeAsync(user.SeesAllBranches, ct);
        var audience = await audiences.OfAsync(db, user, brief, ct);
        var calls = brief.Channels.Contains(CampaignChannel.Call);
        var cells = await audience.Rows.GroupBy(r => new { r.Bits, r.BranchId, Owner = calls ? r.OwnerId : null })
            .Select(g => new { g.Key.Bits, g.Key.BranchId, g.Key.Owner, Customers = g.Count() }).ToListAsync(ct);
        var read = cells.ConvertAll(c => (Meaning: audience.Rules.Read(c.Bits), c.BranchId, c.Owner, c.Customers));
        var names = await db.Branches.ToDictionaryAsync(b => b.Id, b => b.Name, ct);
        var byChannel = read.Where(c => c.Meaning.Channel is not null).GroupBy(c => c.Meaning.Channel!.Value).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Sum(c => c.Customers));
        var most = read.Where(c => c.Meaning.Channel is CampaignChannel.Call).GroupBy(c => (c.BranchId, c.Owner)).Select(g => (int?)g.Sum(c => c.Customers)).Max();
        var handed = byChannel.Where(c => c.Key.IsHandedOver).Select(c => (int?)c.Value).Max();
        var control = byChannel.Values.Sum() * brief.Plan.ControlPercent / 100;
        return new(
            read.Sum(c => c.Customers),
            read.Where(c => c.Meaning.LeftOut is not null).GroupBy(c => c.Meaning.LeftOut!.Value).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Sum(c => c.Customers)),
            byChannel, control,
            most is null ? null : Days(most.Value, brief.Plan, brief.Plan.CallsADay),
            brief.Plan.FixedCost + byChannel.Sum(c => brief.Plan.CostOf(c.Key) * c.Value * (100 - brief.Plan.ControlPercent) / 100),
            [
                .. read.GroupBy(c => c.BranchId)
                    .Select(g => new BranchForecast(g.Key, names.GetValueOrDefault(g.Key, ""), g.Sum(c => c.Customers), g.Where(c => c.Meaning.Channel is not null).Sum(c => c.Customers)))
                    .OrderBy(b => b.Branch, StringComparer.Ordinal),
            ],
            clock.GetUtcNow())
        {
            HandedDays = handed is null ? null : Days(handed.Value, brief.Plan, brief.Plan.HandedADay),
            FixedCost = brief.Plan.FixedCost,
            CallDaysRounded = most is null ? null : Days(FewCustomers.Rounded(Math.Max(most.Value, SegmentScope.Floor)), brief.Plan, brief.Plan.CallsADay),
            HandedDaysRounded = handed is null ? null : Days(FewCustomers.Rounded(Math.Max(handed.Value, SegmentScope.Floor)), brief.Plan, brief.Plan.HandedADay),
        };
    }

    private static int Days(int customers, CampaignPlan plan, int aDay) => (int)Math.Ceiling(customers * (100 - plan.ControlPercent) / 100.0 / aDay);
}
