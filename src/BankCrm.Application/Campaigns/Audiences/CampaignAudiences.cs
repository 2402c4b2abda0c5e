using BankCrm.Application.Common;
using BankCrm.Application.Customers.Occasions;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Fields;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Audiences;

/// <summary>What has to be known of a campaign to find its audience.</summary>
/// <param name="Segments">Each with the version that counts. Null: the latest.</param>
internal sealed record CampaignBrief(
    Guid Id, Guid? ForBranchId, CampaignPlan Plan, IReadOnlyList<CampaignChannel> Channels, IReadOnlyList<(Guid SegmentId, bool IsExcluded, int? Number)> Segments)
{
    public static CampaignBrief Of(Campaign campaign) => new(
        campaign.Id, campaign.ForBranchId, campaign.Plan, campaign.Channels, [.. campaign.Segments.Select(s => (s.SegmentId, s.IsExcluded, s.Number))]);
}

/// <summary>A customer of the audience, with the number that <see cref="AudienceRules"/> reads.</summary>
internal sealed class AudienceRow
{
    public Guid CustomerId { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>The colleague who looks after them. Null: the branch does.</summary>
    public Guid? OwnerId { get; init; }

    public int Bits { get; init; }
}

/// <summary>An audience, not yet read.</summary>
internal sealed record Audience(IQueryable<AudienceRow> Rows, AudienceRules Rules);

/// <summary>Finds whom a campaign is for.</summary>
[Policy]
internal sealed class CampaignAudiences(SegmentCompiler compiler)
{
    /// <exception cref="RefusedException">A segment is not there.</exception>
    public async Task<Audience> OfAsync(CrmDb db, CurrentUser user, CampaignBrief brief, CancellationToken ct)
    {
        var definitions = new List<(bool IsExcluded, SegmentGroup Asks)>();
        foreach (var (segmentId, isExcluded, number) in brief.Segments)
        {
            var definition = await db.SegmentVersions.Where(v => v.SegmentId == segmentId && (number == null ? db.Segments.Any(s => s.Id == segmentId && s.Latest == v.Number) : v.Number == number))
                .Select(v => v.Definition).SingleOrDefaultAsync(ct);
            Refuse.If(definition is null, "One of the segments is not there any more.");
            definitions.Add((isExcluded, SegmentDefinition.Read(definition)));
        }

        var within = SegmentGroup.Any([.. definitions.Where(d => !d.IsExcluded).Select(d => d.Asks)]);
        var without = definitions.Where(d => d.IsExcluded).Select(d => d.Asks).ToList();
        var asks = without.Count == 0 ? within : SegmentGroup.All(within, SegmentGroup.None([.. without]));
        var asking = await compiler.AskingAsync(db, user, [asks], ct);
        var rules = AudienceRules.Of(brief, await RiskAsync(db, brief.Plan.ProductId, asking.Today, ct), asking);
        var customers = brief.ForBranchId is { } branch ? db.Customers.Where(c => c.BranchId == branch) : db.Customers;
        var rows = SegmentCompiler.Of(customers, asks, asking).Select(SegmentExpressions.Into(rules.Bits, (SegmentRow r, int bits) => new AudienceRow
        {
            CustomerId = r.Customer.Id,
            BranchId = r.Customer.BranchId,
            OwnerId = r.Customer.OwnerId,
            Bits = bits,
        }));
        return new(rows, rules);
    }

    private static async Task<RiskGrade?> RiskAsync(CrmDb db, Guid? productId, DateOnly today, CancellationToken ct) =>
        productId is null ? null : await db.VersionsShownOn(today).Where(v => v.ProductId == productId).Select(v => v.RiskGrade).SingleOrDefaultAsync(ct);
}

/// <summary>What of audiences the database does by itself, in the transaction that is open.</summary>
internal interface ICampaignEngine
{
    /// <summary>Writes the contacts of the whole audience without bringing them here.</summary>
    /// <param name="start">Nobody is contacted before.</param>
    /// <returns>How many customers are in it.</returns>
    Task<int> WriteAsync(CampaignBrief brief, Audience audience, DateTimeOffset start, DateTimeOffset now, CancellationToken ct);

    /// <summary>Writes contacts of those of the audience whose occasion has come, each occasion once.</summary>
    /// <returns>How many were new.</returns>
    Task<int> BringInAsync(CampaignBrief brief, Audience audience, IReadOnlyList<Occasion> occasions, DateTimeOffset now, CancellationToken ct);
}
