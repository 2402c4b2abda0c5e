using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Results;

/// <summary>What a campaign cost, day by day, for the bank's books.</summary>
[Allow(CampaignPermissions.Read)]
public sealed record GetCampaignCosts(Guid Id);

/// <param name="Channel">Null: what is fixed.</param>
/// <param name="Each">In home currency.</param>
public sealed record CampaignCostRow(DateOnly Day, CampaignChannel? Channel, string Branch, int Contacts, decimal Each)
{
    public decimal Amount => Contacts * Each;
}

public sealed record CampaignCosts(string Name, IReadOnlyList<CampaignCostRow> Rows)
{
    /// <summary>As a file for the finance system: amounts with a point, days as 2026-11-26.</summary>
    public string ToCsv() => Csv.Line("campaign", "day", "branch", "channel", "contacts", "unit_cost", "amount", "currency")
        + string.Concat(Rows.Select(r => Csv.Line(Name, r.Day, r.Branch, r.Channel?.ToString() ?? "fixed", (decimal)r.Contacts, r.Each, r.Amount, Currencies.Home)));
}

internal sealed class GetCampaignCostsHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetCampaignCosts, CampaignCosts>
{
    public async Task<CampaignCosts> HandleAsync(GetCampaignCosts query, CancellationToken ct)
    {
        var plan = await db.CampaignsSeenBy(user).Where(c => c.Id == query.Id).Select(c => c.Plan).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        var sent = await db.CampaignTallies.Where(t => t.CampaignId == query.Id && t.Step == TallyStep.Sent)
            .GroupBy(t => new { t.Day, t.Channel, t.BranchId }).Select(g => new { g.Key.Day, g.Key.Channel, g.Key.BranchId, Contacts = g.Sum(t => t.Contacts) }).ToListAsync(ct);
        var names = await db.Branches.Select(b => new { b.Id, b.Name }).ToDictionaryAsync(b => b.Id, b => b.Name, ct);
        var rows = sent.Select(s => (s.Day, Channel: Enum.Parse<CampaignChannel>(s.Channel), s.BranchId, s.Contacts))
            .Select(s => new CampaignCostRow(s.Day, s.Channel, names.GetValueOrDefault(s.BranchId, ""), s.Contacts, plan.CostOf(s.Channel)))
            .OrderBy(r => r.Day).ThenBy(r => r.Branch, StringComparer.Ordinal).ThenBy(r => r.Channel);
        return new(plan.Name, [.. plan.FixedCost > 0 ? [new CampaignCostRow(plan.StartsOn, null, "", 1, plan.FixedCost)] : Array.Empty<CampaignCostRow>(), .. rows]);
    }
}
