using BankCrm.Application.Common;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Planning;

/// <summary>What can be chosen in the form of a campaign.</summary>
[Allow(CampaignPermissions.Write)]
public sealed record GetCampaignChoices;

public sealed record CampaignSegmentChoice(Guid Id, string Name);

public sealed record CampaignProductChoice(Guid Id, string Code, ProductTerms Terms);

public sealed record CampaignBranchChoice(Guid Id, string Name);

public sealed record CampaignChoices(IReadOnlyList<CampaignSegmentChoice> Segments, IReadOnlyList<CampaignProductChoice> Products, IReadOnlyList<CampaignBranchChoice> Branches);

internal sealed class GetCampaignChoicesHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetCampaignChoices, CampaignChoices>
{
    private const int Most = 500;

    public async Task<CampaignChoices> HandleAsync(GetCampaignChoices query, CancellationToken ct)
    {
        var today = Branch.DayAt(clock.GetUtcNow());
        return new(
            await db.SegmentsSeenBy(user).Where(s => s.RetiredAt == null && s.Reach != SegmentReach.Own).OrderBy(s => s.Name).ThenBy(s => s.Id).Take(Most)
                .Select(s => new CampaignSegmentChoice(s.Id, s.Name)).ToListAsync(ct),
            await db.VersionsShownOn(today).Join(db.Products, v => v.ProductId, p => p.Id, (v, p) => new { p.Id, p.Code, p.WithdrawnFrom, v.Terms })
                .Where(p => p.WithdrawnFrom == null || p.WithdrawnFrom > today).OrderBy(p => p.Code).Take(Most).Select(p => new CampaignProductChoice(p.Id, p.Code, p.Terms)).ToListAsync(ct),
            await db.Branches.Where(b => b.Kind == BranchKind.Branch).OrderBy(b => b.Code).Take(Most).Select(b => new CampaignBranchChoice(b.Id, b.Name)).ToListAsync(ct));
    }
}
