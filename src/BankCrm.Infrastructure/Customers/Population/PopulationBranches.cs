using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Admin.Users;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Customers.Population;

/// <summary>A branch that gets customers, and who may look after them.</summary>
internal sealed record PopulationBranch(Guid Id, Place At, IReadOnlyList<Guid> Managers);

/// <summary>Sees to it that there are branches, by regions, and relationship managers in each. They cannot sign in before they get a password.</summary>
internal sealed class PopulationBranches(CrmDb db, PopulationOptions options)
{
    private const int LeastManagers = 2;
    private const int MostManagers = 12;
    private const int CustomersOfManager = 1500;

    public async Task<IReadOnlyList<PopulationBranch>> FillAsync(CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var branches = await db.Branches.Where(b => b.ClosedAt == null).OrderBy(b => b.Code).ToListAsync(ct);
        var bank = branches.Find(b => b.Kind is BranchKind.Bank) ?? Opened("HQ", "总行", BranchKind.Bank, null, Places.All[0].Short);
        var open = branches.Where(b => b.Kind is BranchKind.Branch).ToList();
        if (options.Branches is not null || open.Count == 0)
        {
            Open(branches, bank, open);
        }

        var name = ShippedRole.RelationshipManager.Words;
        var role = await db.Roles.SingleAsync(r => r.IsShipped && r.Name == name, ct);
        var made = await HireAsync(role, open, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return made;
    }

    private void Open(List<Branch> known, Branch bank, List<Branch> open)
    {
        var regions = known.Where(b => b.Kind is BranchKind.Region).ToDictionary(b => b.Name);
        for (var number = 1; open.Count < options.WantedBranches; number++)
        {
            var code = $"P{number:0000}";
            if (known.Exists(b => b.Code == code))
            {
                continue;
            }

            var at = Places.All[number * 7 % Places.All.Count];
            var district = at.Districts[number / Places.All.Count % at.Districts.Length].Name;
            if (!regions.TryGetValue(at.Region, out var region))
            {
                regions[at.Region] = region = Opened($"R{regions.Count + 1:00}", at.Region, BranchKind.Region, bank, at.Short);
            }

            open.Add(Opened(code, $"{at.Short}{district[..^1]}支行", BranchKind.Branch, region, at.Short));
        }
    }

    private async Task<List<PopulationBranch>> HireAsync(Role role, List<Branch> open, CancellationToken ct)
    {
        var managers = (await db.Staff
            .Where(s => s.DisabledAt == null && s.Roles.Any(r => r.RoleId == role.Id))
            .OrderBy(s => s.UserName)
            .Select(s => new { s.Id, s.HomeBranchId })
            .ToListAsync(ct)).ToLookup(s => s.HomeBranchId, s => s.Id);
        var wanted = Math.Clamp(options.Customers / open.Count / CustomersOfManager, LeastManagers, MostManagers);
        var made = new List<PopulationBranch>();
        foreach (var (i, branch) in open.Index())
        {
            var team = managers[branch.Id].ToList();
            for (var number = team.Count + 1; number <= wanted; number++)
            {
                var dice = Dice.For(options.Seed, -((i * 100) + number));
                var person = StaffMember.Join(Guid.CreateVersion7(), $"rm{number}.{branch.Code}".ToLowerInvariant(), ChineseNames.Of(dice, 1990, dice.In(500)), branch);
                person.Assign([role], byStaffId: null);
                db.Add(person);
                team.Add(person.Id);
            }

            made.Add(new(branch.Id, Places.All.FirstOrDefault(p => branch.City.StartsWith(p.Short, StringComparison.Ordinal)) ?? Places.All[i % Places.All.Count], team));
        }

        return made;
    }

    private Branch Opened(string code, string name, BranchKind kind, Branch? parent, string city)
    {
        var branch = Branch.Open(Guid.CreateVersion7(), code, name, kind, parent, city);
        db.Add(branch);
        return branch;
    }
}
