using BankCrm.Application.Common;
using BankCrm.Domain.DataQuality.Import;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Which branches and colleagues the codes of a file mean, and which tags it may not give.</summary>
internal sealed class ImportPlaces
{
    private readonly Dictionary<string, Guid> branches;
    private readonly Dictionary<string, Guid> staff;
    private readonly HashSet<string> retiredTags;
    private readonly Guid otherwise;
    private readonly bool isAnywhere;

    private ImportPlaces(
        Dictionary<string, Guid> branches, Dictionary<string, Guid> staff, HashSet<string> retiredTags, Guid otherwise, bool isAnywhere = false) =>
        (this.branches, this.staff, this.retiredTags, this.otherwise, this.isAnywhere) = (branches, staff, retiredTags, otherwise, isAnywhere);

    /// <summary>Apart from any bank: every code is one.</summary>
    public static ImportPlaces Anywhere { get; } = new([], [], [], Guid.Empty, isAnywhere: true);

    public static async Task<ImportPlaces> OfAsync(CrmDb db, ImportRun run, CurrentUser user, CancellationToken ct)
    {
        var open = await db.Branches.Where(b => b.ClosedAt == null).Select(b => new { b.Code, b.Id }).ToListAsync(ct);
        var colleagues = await db.Staff.Where(s => s.DisabledAt == null).Select(s => new { s.UserName, s.Name, s.Id }).ToListAsync(ct);
        var known = colleagues.ToDictionary(s => s.UserName, s => s.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var called in colleagues.GroupBy(s => s.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() == 1))
        {
            known.TryAdd(called.Key, called.Single().Id); // other systems name their owners as people do
        }

        return new(
            open.Where(b => user.SeesAllBranches || user.Branches.Contains(b.Id)).ToDictionary(b => b.Code, b => b.Id, StringComparer.OrdinalIgnoreCase),
            known,
            await db.RetiredTags.Select(t => t.Name).ToHashSetAsync(ct),
            run.BranchId);
    }

    /// <summary>Nobody is given it any more.</summary>
    public bool IsRetired(string tag) => retiredTags.Contains(tag);

    /// <summary>Null: it is no code, or not theirs.</summary>
    public Guid? BranchOf(string code) => code.Length == 0 || isAnywhere ? otherwise : branches.TryGetValue(code, out var id) ? id : null;

    /// <param name="called">User name, or a name that only one colleague has, with or without an address behind it: 张三 (zhang@example.com).</param>
    public Guid? StaffOf(string called) =>
        isAnywhere ? otherwise
        : staff.TryGetValue(called, out var id) || staff.TryGetValue(called.Split('(', '（', '<')[0].Trim(), out id) ? id
        : null;
}
