using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.HandOvers;

/// <param name="BranchId">In which they are told.</param>
internal sealed record ToldOfLetters(Guid StaffId, Guid BranchId);

/// <summary>Who is told that letters or WeChat messages of a campaign wait.</summary>
internal static class HandOverStaff
{
    /// <summary>Those who may hand over the customers of one of the branches, but whoever made the campaign: they may not. Disabled colleagues are told nothing.</summary>
    public static async Task<IReadOnlyList<ToldOfLetters>> WhoMayHandOverAsync(
        this CrmDb db, IReadOnlyList<Guid> branches, IReadOnlyList<Guid> makers, DateTimeOffset now, CancellationToken ct)
    {
        var today = Branch.DayAt(now);
        var roles = await db.Roles.Where(r => r.Permissions.Contains(CampaignPermissions.HandOver)).Select(r => r.Id).ToListAsync(ct);
        var everywhere = await db.Roles.Where(r => r.Reach == RoleReach.AllBranches).Select(r => r.Id).ToListAsync(ct);
        var found = await db.Staff
            .Where(s => s.DisabledAt == null && !makers.Contains(s.Id) && s.Roles.Any(held => roles.Contains(held.RoleId)))
            .Select(s => new
            {
                s.Id,
                s.HomeBranchId,
                Region = db.Branches.Where(b => b.ParentId == s.HomeBranchId && db.Branches.Any(h => h.Id == s.HomeBranchId && h.Kind == BranchKind.Region)).Select(b => b.Id).ToList(),
                SeesAll = s.Roles.Any(held => everywhere.Contains(held.RoleId)),
                Covers = s.Coverages.Where(c => c.From <= today && today <= c.Until).Select(c => c.BranchId).ToList(),
            }).AsSplitQuery().ToListAsync(ct);
        return
        [
            .. from s in found
               let theirs = branches.Intersect([s.HomeBranchId, .. s.Covers, .. s.Region]).ToList()
               where s.SeesAll || theirs.Count > 0
               select new ToldOfLetters(s.Id, theirs.Contains(s.HomeBranchId) || theirs.Count == 0 ? s.HomeBranchId : theirs[0]),
        ];
    }
}
