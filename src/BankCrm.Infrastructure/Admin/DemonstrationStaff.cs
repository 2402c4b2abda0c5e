using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Admin;

/// <summary>The people and branches of the demonstration bank. For Development only: everybody knows their password.</summary>
public static class DemonstrationStaff
{
    public const string Password = "Demo-Bank-2026";

    /// <summary>User name, name, role, code of the branch.</summary>
    public static IReadOnlyList<(string UserName, string Name, ShippedRole Role, string Branch)> All { get; } =
    [
        ("admin", "Grace Lin", ShippedRole.Administrator, "HQ"),
        ("manager.north", "Zhao Min", ShippedRole.BranchManager, "N01"),
        ("manager.south", "Anna Keller", ShippedRole.BranchManager, "S01"),
        ("rm.north", "陈思远", ShippedRole.RelationshipManager, "N01"),
        ("rm2.north", "Tom Baker", ShippedRole.RelationshipManager, "N01"),
        ("rm.south", "林晓燕", ShippedRole.RelationshipManager, "S01"),
        ("teller.north", "王丽", ShippedRole.Teller, "N01"),
        ("teller.south", "Sam Ortiz", ShippedRole.Teller, "S01"),
        ("marketing", "Iris Wang", ShippedRole.Marketing, "HQ"),
        ("compliance", "郑国强", ShippedRole.ComplianceOfficer, "HQ"),
        ("auditor", "Peter Novak", ShippedRole.Auditor, "HQ"),
        ("admin2", "周文斌", ShippedRole.Administrator, "HQ"), // what gives access takes two of them
    ];

    private static readonly (string Code, string Name, BranchKind Kind, string? Under, string City)[] Places =
    [
        ("HQ", "Head office", BranchKind.Bank, null, "北京"),
        ("N", "North region", BranchKind.Region, "HQ", "北京"),
        ("S", "South region", BranchKind.Region, "HQ", "上海"),
        ("N01", "North branch", BranchKind.Branch, "N", "北京"),
        ("S01", "South branch", BranchKind.Branch, "S", "上海"),
        ("S02", "Harbour branch", BranchKind.Branch, "S", "深圳"),
    ];

    /// <summary>Makes them, if there are no staff at all.</summary>
    /// <returns>Whether they are there now.</returns>
    public static async Task<bool> FillAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var work = services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("demonstration"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        var passwords = work.ServiceProvider.GetRequiredService<IPasswords>();
        if (await db.Staff.AnyAsync(ct))
        {
            return await db.Staff.AnyAsync(s => s.UserName == All[1].UserName, ct);
        }

        await using var transaction = await db.BeginAsync(ct);
        var branches = new Dictionary<string, Branch>();
        foreach (var (code, name, kind, under, city) in Places)
        {
            branches[code] = Branch.Open(Guid.CreateVersion7(), code, name, kind, under is null ? null : branches[under], city);
            db.Add(branches[code]);
        }

        var roles = await db.Roles.Where(r => r.IsShipped).ToDictionaryAsync(r => r.Name, ct);
        foreach (var (userName, name, role, branch) in All)
        {
            var person = StaffMember.Join(Guid.CreateVersion7(), userName, name, branches[branch]);
            person.Assign([roles[role.Words]], byStaffId: null);
            person.ChosePassword();
            db.Add(person);
            await passwords.SetAsync(person, Password, ct);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }
}
