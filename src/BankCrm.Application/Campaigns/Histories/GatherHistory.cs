using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Scores;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Segments.Scores;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Histories;

/// <summary>Gathers, in the background, the contacts of campaigns that are over with what came of each, to learn a score from.</summary>
/// <param name="Id">Carried by the form, so that a double click makes one history.</param>
/// <param name="AllOf">All campaigns for products of this kind, also later ones. Null: those that are named.</param>
[Allow(ScorePermissions.Learn)]
public sealed record GatherHistory(Guid Id, string Name, GatheredOutcome Outcome, IReadOnlyList<Guid> Campaigns, ProductClass? AllOf);

internal sealed class GatherHistoryValidator : AbstractValidator<GatherHistory>
{
    public GatherHistoryValidator()
    {
        RuleFor(g => g.Id).NotEmpty();
        RuleFor(g => g.Name).NotEmpty().IsClean(OutcomeHistory.NameMaxLength);
        RuleFor(g => g.Outcome).IsInEnum();
        RuleFor(g => g.Campaigns).NotNull();
        RuleFor(g => g.AllOf).IsInEnum();
    }
}

internal sealed class GatherHistoryHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<GatherHistory>
{
    public async Task HandleAsync(GatherHistory command, CancellationToken ct)
    {
        user.DemandAllBranches(ScorePermissions.Learn);
        var name = command.Name.Trim();
        Refuse.If(await db.OutcomeHistories.AnyAsync(h => h.Name == name, ct), "There is a history with this name already.");
        var ids = command.AllOf is null ? command.Campaigns.Distinct().ToList() : [];
        var campaigns = await db.CampaignsSeenBy(user).Where(c => ids.Contains(c.Id) && c.PreparedAt != null).OrderBy(c => c.Plan.StartsOn).ThenBy(c => c.Id)
            .Select(c => new { c.Id, c.Plan.Name, c.Plan.ProductId }).ToListAsync(ct);
        Refuse.If(campaigns.Count < ids.Count, "One of the campaigns is not there any more.");
        Refuse.If(
            command.Outcome is GatheredOutcome.Bought && campaigns.Exists(c => c.ProductId is null),
            "A campaign without a product sells nothing that could be found: choose another outcome, or leave it out.");
        db.Add(OutcomeHistory.Gather(command.Id, name, new(command.Outcome, [.. campaigns.Select(c => new GatheredCampaign(c.Id, c.Name))], command.AllOf), user.Person, clock.GetUtcNow()));
    }
}

/// <summary>What a history can be gathered from.</summary>
[Allow(ScorePermissions.Learn)]
public sealed record GetGatherChoices;

/// <param name="Contacted">Null: so few that they are not told.</param>
public sealed record GatherChoice(Guid Id, string Name, DateOnly StartsOn, CampaignState State, ProductClass? Product, int? Contacted);

internal sealed class GetGatherChoicesHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetGatherChoices, IReadOnlyList<GatherChoice>>
{
    // So few contacts say nothing of anybody, and would tell of somebody.
    private const int FewestTold = 20;
    private const int Most = 200;

    public async Task<IReadOnlyList<GatherChoice>> HandleAsync(GetGatherChoices query, CancellationToken ct)
    {
        user.DemandAllBranches(ScorePermissions.Learn);
        var campaigns = await db.CampaignsSeenBy(user).Where(c => c.PreparedAt != null).OrderByDescending(c => c.Plan.StartsOn).ThenByDescending(c => c.Id).Take(Most)
            .LeftJoin(db.Products, c => c.Plan.ProductId, p => p.Id, (c, p) => new { c.Id, c.Plan.Name, c.Plan.StartsOn, c.State, Product = (ProductClass?)p!.Class }).ToListAsync(ct);
        List<Guid> ids = [.. campaigns.Select(c => c.Id)];
        var contacted = await db.CampaignTallies.Where(t => ids.Contains(t.CampaignId) && t.Step == TallyStep.Sent).GroupBy(t => t.CampaignId)
            .Select(g => new { g.Key, Contacts = g.Sum(t => t.Contacts) }).ToDictionaryAsync(g => g.Key, g => g.Contacts, ct);
        return [.. campaigns.Select(c => new GatherChoice(c.Id, c.Name, c.StartsOn, c.State, c.Product, contacted.GetValueOrDefault(c.Id) is >= FewestTold and var told ? told : null))];
    }
}
