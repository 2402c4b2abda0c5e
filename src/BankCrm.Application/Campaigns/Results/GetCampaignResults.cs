using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Campaigns.Results;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Results;

/// <summary>By what results are laid out.</summary>
public enum ResultsBy
{
    [Means("Branch")] Branch,
    [Means("Region")] Region,
    [Means("Variant")] Variant,
    [Means("Channel")] Channel,
    [Means("Wave")] Wave,
    [Means("Day")] Day,
}

/// <summary>What a campaign brought until now, in the branches the user sees.</summary>
[Allow(CampaignPermissions.Read)]
public sealed record GetCampaignResults(Guid Id, ResultsBy By = ResultsBy.Branch);

/// <summary>How many took each step.</summary>
public sealed record Funnel(int Planned, int Sent, int NotSent, int Delivered, int Bounced, int Opened, int Answered, int Interested, int OptedOut, int Bought);

/// <param name="Name">A name of the bank's (branch, region), or of a member, day or number as it is stored.</param>
/// <param name="Funnel">Null: so few that the user is not told.</param>
public sealed record ResultsRow(string Key, string Name, Funnel? Funnel);

/// <param name="SalesMore">How many sales more than without the campaign, by the control group. Null: there is nothing to compare.</param>
/// <param name="Spent">In home currency: what is fixed and what each contact cost.</param>
/// <param name="Brought">What the sales are worth that came on top. Null: no value was set, or nothing to compare.</param>
public sealed record CampaignMoney(decimal Spent, decimal? Budget, decimal? PerContact, decimal? PerSale, double? SalesMore, decimal? Brought)
{
    /// <summary>What came back for each unit spent, less that unit. Null: not known.</summary>
    public decimal? Return => Brought is { } brought && Spent > 0 ? (brought - Spent) / Spent : null;
}

/// <param name="Audience">Everybody in it, once each.</param>
/// <param name="Few">The user is told no number under this; 0: every one.</param>
/// <param name="Hidden">The whole is so small that they are told nothing.</param>
public sealed record CampaignResults(
    Guid Id, string Name, CampaignState State, CampaignPlan Plan, IReadOnlyList<CampaignChannel> Channels, int Audience, IReadOnlyDictionary<LeftOut, int> LeftOut, int Control, int ControlBought,
    Funnel Funnel, IReadOnlyDictionary<NotContacted, int> NotSent, IReadOnlyDictionary<ContactAnswer, int> Answers, Uplift? Uplift, Uplift? BAgainstA, CampaignMoney Money,
    IReadOnlyList<ResultsRow> Rows, IReadOnlyList<(DateOnly Day, int Sent, int Answered, int Bought)> Days, int Few, bool Hidden)
{
    /// <summary>Left out for reasons that are not told one by one. Fewer than <see cref="Few"/>: not told at all.</summary>
    public int OtherReasons { get; init; }

    /// <summary>The same, of those not contacted after all.</summary>
    public int OtherNotSent { get; init; }
}

internal sealed class GetCampaignResultsHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetCampaignResults, CampaignResults>
{
    public async Task<CampaignResults> HandleAsync(GetCampaignResults query, CancellationToken ct)
    {
        var campaign = await db.CampaignsSeenBy(user).IgnoreAutoIncludes().SingleOrDefaultAsync(c => c.Id == query.Id, ct) ?? throw new NotFoundException();
        var tallies = await db.CampaignTallies.Where(t => t.CampaignId == query.Id).ToListAsync(ct);
        var branches = await db.Branches.Select(b => new { b.Id, b.Name, b.ParentId }).ToListAsync(ct);
        var names = branches.ToDictionary(b => b.Id, b => b.Name);
        var regions = branches.ToDictionary(b => b.Id, b => b.ParentId ?? b.Id);

        var contacted = tallies.FindAll(t => t.Arm is nameof(CampaignArm.A) or nameof(CampaignArm.B));
        var control = tallies.FindAll(t => t.Arm == nameof(CampaignArm.Control));
        var leftOut = tallies.FindAll(t => t.Step is TallyStep.LeftOut);
        var funnel = FunnelOf(contacted);
        var (inControl, controlBought) = (Sum(control, TallyStep.Control), Sum(control, TallyStep.Bought));
        var people = contacted.Where(t => t.Step is TallyStep.Planned && t.Wave == 1).Sum(t => t.Contacts);
        var uplift = Uplift.Of(Math.Min(funnel.Bought, people), people, controlBought, inControl);
        var audience = people + inControl + leftOut.Sum(t => t.Contacts);
        var few = user.LeastTold;
        var (reasons, otherReasons) = FewCustomers.Fold(By<LeftOut>(leftOut, TallyStep.LeftOut), few);
        var (notSent, otherNotSent) = FewCustomers.Fold(By<NotContacted>(contacted, TallyStep.NotSent), few);
        return new(
            campaign.Id, campaign.Plan.Name, campaign.State, campaign.Plan, campaign.Channels, audience, reasons, inControl, controlBought,
            funnel, notSent, By<ContactAnswer>(contacted, TallyStep.Answered), uplift, Variants(contacted),
            MoneyOf(campaign, contacted, funnel, people, uplift),
            [
                .. contacted.GroupBy(t => KeyOf(t, query.By, regions)).Select(g => new ResultsRow(
                    g.Key, query.By is ResultsBy.Branch or ResultsBy.Region ? names.GetValueOrDefault(Guid.Parse(g.Key), "") : g.Key,
                    FunnelOf(g) is var f && few > 0 && f.Planned is > 0 && f.Planned < few ? null : f))
                    .OrderBy(r => r.Name, StringComparer.Ordinal),
            ],
            [
                .. contacted.Where(t => t.Step is TallyStep.Sent or TallyStep.Answered or TallyStep.Bought).GroupBy(t => t.Day).OrderBy(g => g.Key)
                    .Select(g => (g.Key, Sum(g, TallyStep.Sent), Sum(g, TallyStep.Answered), Sum(g, TallyStep.Bought))),
            ],
            few, few > 0 && audience < few)
        {
            OtherReasons = otherReasons,
            OtherNotSent = otherNotSent,
        };
    }

    private static string KeyOf(CampaignTally tally, ResultsBy by, Dictionary<Guid, Guid> regions) => by switch
    {
        ResultsBy.Branch => tally.BranchId.ToString(),
        ResultsBy.Region => regions.GetValueOrDefault(tally.BranchId, tally.BranchId).ToString(),
        ResultsBy.Variant => tally.Arm,
        ResultsBy.Channel => tally.Channel,
        ResultsBy.Wave => tally.Wave.ToString("00", System.Globalization.CultureInfo.InvariantCulture),
        _ => tally.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    };

    private static Funnel FunnelOf(IEnumerable<CampaignTally> tallies)
    {
        var all = tallies.ToList();
        return new(
            Sum(all, TallyStep.Planned), Sum(all, TallyStep.Sent), Sum(all, TallyStep.NotSent), Sum(all, TallyStep.Delivered), Sum(all, TallyStep.Bounced), Sum(all, TallyStep.Opened),
            Sum(all, TallyStep.Answered), all.Where(t => t.Step is TallyStep.Answered && t.Detail is nameof(ContactAnswer.Interested) or nameof(ContactAnswer.Bought)).Sum(t => t.Contacts),
            Sum(all, TallyStep.OptedOut), Sum(all, TallyStep.Bought));
    }

    private static Uplift? Variants(List<CampaignTally> contacted)
    {
        var (a, b) = (contacted.FindAll(t => t.Arm == nameof(CampaignArm.A)), contacted.FindAll(t => t.Arm == nameof(CampaignArm.B)));
        int Answers(List<CampaignTally> arm) => Math.Min(Sum(arm, TallyStep.Sent), FunnelOf(arm).Interested);
        return Uplift.Of(Answers(b), Sum(b, TallyStep.Sent), Answers(a), Sum(a, TallyStep.Sent));
    }

    private static CampaignMoney MoneyOf(Campaign campaign, List<CampaignTally> contacted, Funnel funnel, int people, Uplift? uplift)
    {
        var plan = campaign.Plan;
        var spent = plan.FixedCost + contacted.Where(t => t.Step is TallyStep.Sent).Sum(t => plan.CostOf(Enum.Parse<CampaignChannel>(t.Channel)) * t.Contacts);
        var more = uplift is null ? (double?)null : uplift.Difference * people;
        return new(
            spent, plan.Budget, funnel.Sent == 0 ? null : spent / funnel.Sent, funnel.Bought == 0 ? null : spent / funnel.Bought, more,
            plan.SaleValue is { } value && more is { } sales ? (decimal)sales * value : null);
    }

    private static int Sum(IEnumerable<CampaignTally> tallies, TallyStep step) => tallies.Where(t => t.Step == step).Sum(t => t.Contacts);

    private static Dictionary<T, int> By<T>(IEnumerable<CampaignTally> tallies, TallyStep step) where T : struct, Enum => tallies
        .Where(t => t.Step == step && Enum.TryParse<T>(t.Detail, out _)).GroupBy(t => Enum.Parse<T>(t.Detail)).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Sum(t => t.Contacts));
}
