using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Tasks.Notices;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Absences;

/// <summary>Who of the branches one works for is away, or will be; what begins first, first.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed record ListAbsences(string? After = null);

/// <param name="MayEnd">The user's own, or of a colleague whose work they direct.</param>
/// <param name="StandsInFor">The absent one, for whom the user stands in now. Null: it is not so.</param>
public sealed record AbsenceRow(Guid Id, uint Version, string? Person, string? Deputy, DateOnly From, DateOnly Until, bool IsNow, bool MayEnd, Guid? StandsInFor);

/// <param name="People">Of whom one may say it besides oneself; empty where one may not.</param>
/// <param name="Deputies">Who may stand in.</param>
public sealed record AbsenceList(Page<AbsenceRow> Absences, IReadOnlyList<Choice> People, IReadOnlyList<Choice> Deputies, DateOnly Today);

internal sealed class ListAbsencesHandler(CrmDb db, CurrentUser user, StaffNames staff, TimeProvider clock) : IQueryHandler<ListAbsences, AbsenceList>
{
    private const int Size = 50;

    public async Task<AbsenceList> HandleAsync(ListAbsences query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = Branch.DayAt(now);
        var rows = db.Absences.Where(a => a.CancelledAt == null && a.Until >= today);
        if (!user.SeesAllBranches)
        {
            rows = rows.Where(a => a.StaffId == user.StaffId || a.DeputyId == user.StaffId || db.Staff.Any(s => s.Id == a.StaffId && user.Branches.Contains(s.HomeBranchId)));
        }

        if (Cursor.TryRead<(DateOnly From, Guid Id)>(query.After, out var last))
        {
            rows = rows.Where(a => a.From >= last.From && (a.From > last.From || a.Id > last.Id));
        }

        var page = await rows.OrderBy(a => a.From).ThenBy(a => a.Id)
            .Join(db.Staff, a => a.StaffId, s => s.Id, (a, s) => new { a.Id, a.Version, a.StaffId, a.DeputyId, a.From, a.Until, s.HomeBranchId })
            .ToPageAsync(Size, a => (a.From, a.Id), ct);
        var names = await staff.OfAsync(db, page.Items.SelectMany(a => new[] { a.StaffId, a.DeputyId }), ct);
        var colleagues = user.May(TaskPermissions.Work) && user.HomeBranchId is { } home
            ? await db.FollowUpColleagues(home, now).Select(s => new { s.Id, s.Name, s.HomeBranchId }).ToListAsync(ct)
            : [];
        var directs = user.May(TaskPermissions.Direct);
        return new(
            new(
                [
                    .. page.Items.Select(a => new AbsenceRow(
                        a.Id, a.Version, names.GetValueOrDefault(a.StaffId), names.GetValueOrDefault(a.DeputyId), a.From, a.Until, a.From <= today,
                        a.StaffId == user.StaffId || (directs && (user.SeesAllBranches || user.Branches.Contains(a.HomeBranchId))),
                        user.StandsIn(a.StaffId) ? a.StaffId : null)),
                ],
                page.Next),
            directs ? [.. colleagues.Where(s => s.Id != user.StaffId && s.HomeBranchId == user.HomeBranchId).Select(s => new Choice(s.Id, s.Name))] : [],
            [.. colleagues.Where(s => directs || s.Id != user.StaffId).Select(s => new Choice(s.Id, s.Name))],
            today);
    }
}

/// <summary>What the notices to deputies are about.</summary>
[Policy]
internal sealed class AbsenceNotices(StaffNames staff) : INoticeSubjects
{
    public bool Knows(NoticeKind kind) => kind is NoticeKind.StandsIn;

    public async Task<IReadOnlyDictionary<Guid, NoticeSubject>> OfAsync(CrmDb db, CurrentUser user, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var mine = await db.Absences.Where(a => ids.Contains(a.Id) && a.DeputyId == user.StaffId && a.CancelledAt == null).Select(a => new { a.Id, a.StaffId, a.From, a.Until }).ToListAsync(ct);
        var names = await staff.OfAsync(db, mine.Select(a => a.StaffId), ct);
        return mine.ToDictionary(a => a.Id, a => new NoticeSubject($"{names.GetValueOrDefault(a.StaffId)}: {a.From:yyyy-MM-dd} – {a.Until:yyyy-MM-dd}", "/tasks/absences"));
    }
}
