using BankCrm.Application.Common;
using BankCrm.Domain.DataQuality.Import;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Which branches and colleagues the codes of a file mean.</summary>
internal sealed class ImportPlaces
{
    private readonly Dictionary<string, Guid> branches;
    private readonly Dictionary<string, Guid> staff;
    private readonly Guid otherwise;

    private ImportPlaces(Dictionary<string, Guid> branches, Dictionary<string, Guid> staff, Guid otherwise) =>
        (this.branches, this.staff, this.otherwise) = (branches, staff, otherwise);

    public static async Task<ImportPlaces> OfAsync(CrmDb db, ImportRun run, CurrentUser user, CancellationToken ct)
    {
        var open = await db.Branches.Where(b => b.ClosedAt == null).Select(b => new { b.Code, b.Id }).ToListAsync(ct);
        var colleagues = await db.Staff.Where(s => s.DisabledAt == null).Select(s => new { s.UserName, s.Id }).ToListAsync(ct);
        return new(
            open.Where(b => user.SeesAllBranches || user.Branches.Contains(b.Id)).ToDictionary(b => b.Code, b => b.Id, StringComparer.OrdinalIgnoreCase),
            colleagues.ToDictionary(s => s.UserName, s => s.Id, StringComparer.OrdinalIgnoreCase),
            run.BranchId);
    }

    /// <summary>Null: it is no code, or not theirs.</summary>
    public Guid? BranchOf(string code) => code.Length == 0 ? otherwise : branches.TryGetValue(code, out var id) ? id : null;

    public Guid? StaffOf(string userName) => staff.TryGetValue(userName, out var id) ? id : null;
}
