using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <summary>Why a colleague sees the customers of a branch.</summary>
public enum BranchReason
{
    [Means("Home branch")] Home,
    [Means("Belongs to the home region")] Region,
    [Means("Covers for it")] Cover,
}

public sealed record BranchGrant(Guid BranchId, string Branch, BranchReason Reason, DateOnly? Until);

public sealed record RoleGrant(Guid Id, string Name, RoleReach Reach, bool OneSession, IReadOnlyList<string> Permissions);

/// <summary>What a colleague was given, and by what.</summary>
public sealed record StaffGrants(StaffMember Person, IReadOnlyList<RoleGrant> Roles, IReadOnlyList<BranchGrant> Branches);

/// <summary>
/// What a colleague may do and see today: the sum of their roles, their home branch and the branches they cover. The one place that says
/// so: what a session may do and what an administrator is told come from here.
/// </summary>
public static class StaffAccess
{
    /// <summary>Null: there is no such colleague, or they are disabled.</summary>
    public static async Task<CurrentUser?> OfAsync(CrmDb db, Guid staffId, DateOnly today, CancellationToken ct) =>
        await ExplainAsync(db, staffId, today, ct) is { Person.DisabledAt: null } grants
            ? UserOf(grants) with { StandsInFor = await db.Absences.HoldingOn(today).Where(a => a.DeputyId == staffId).Select(a => a.StaffId).ToListAsync(ct) }
            : null;

    /// <summary>Null: there is no such colleague.</summary>
    public static async Task<StaffGrants?> ExplainAsync(CrmDb db, Guid staffId, DateOnly today, CancellationToken ct)
    {
        var person = await db.Staff.AsSplitQuery().SingleOrDefaultAsync(s => s.Id == staffId, ct);
        if (person is null)
        {
            return null;
        }

        var held = person.Roles.Select(r => r.RoleId).ToList();
        var roles = await db.Roles.Where(r => held.Contains(r.Id)).OrderBy(r => r.Name)
            .Select(r => new RoleGrant(r.Id, r.Name, r.Reach, r.OneSession, r.Permissions)).ToListAsync(ct);

        var covers = person.Coverages.Where(c => c.From <= today && today <= c.Until).ToList();
        var covered = covers.Select(c => c.BranchId).ToList();
        var branches = await db.Branches
            .Where(b => b.Id == person.HomeBranchId || covered.Contains(b.Id) || b.ParentId == person.HomeBranchId)
            .OrderBy(b => b.Code)
            .ToListAsync(ct);
        var home = branches.Single(b => b.Id == person.HomeBranchId);

        return new(person, roles,
        [
            new(home.Id, home.Name, BranchReason.Home, Until: null),
            .. branches.Where(b => home.Kind is BranchKind.Region && b.ParentId == home.Id).Select(b => new BranchGrant(b.Id, b.Name, BranchReason.Region, Until: null)),
            .. covers.Select(c => new BranchGrant(c.BranchId, branches.Single(b => b.Id == c.BranchId).Name, BranchReason.Cover, c.Until)),
        ]);
    }

    private static CurrentUser UserOf(StaffGrants grants) => new(
        grants.Person.Id, grants.Person.Name, grants.Roles.Any(r => r.Reach is RoleReach.AllBranches),
        [.. grants.Branches.Select(b => b.BranchId).Distinct()],
        grants.Roles.SelectMany(r => r.Permissions).ToHashSet())
    {
        Roles = string.Join(", ", grants.Roles.Select(r => r.Name)),
        HomeBranchId = grants.Person.HomeBranchId,
        HomeBranch = grants.Branches[0].Branch,
        MustChangePassword = grants.Person.MustChangePassword,
    };
}
