using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Tasks.Notices;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Notices;

/// <summary>What one should look at, the latest first.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record ListNotices(bool UnreadOnly = false, string? After = null);

/// <param name="By">Null: the clock.</param>
/// <param name="About">Null: one may not see it any more.</param>
public sealed record NoticeRow(Guid Id, NoticeKind Kind, DateTimeOffset At, string? By, NoticeSubject? About, bool IsRead);

internal sealed class ListNoticesHandler(CrmDb db, CurrentUser user, StaffNames staff, IEnumerable<INoticeSubjects> subjects) : IQueryHandler<ListNotices, Page<NoticeRow>>
{
    private const int Size = 50;

    public async Task<Page<NoticeRow>> HandleAsync(ListNotices query, CancellationToken ct)
    {
        var mine = db.Notices.Where(n => n.StaffId == user.StaffId);
        mine = query.UnreadOnly ? mine.Where(n => n.ReadAt == null) : mine;
        if (Cursor.TryRead<(DateTimeOffset At, Guid Id)>(query.After, out var last))
        {
            mine = mine.Where(n => n.At <= last.At && (n.At < last.At || n.Id < last.Id));
        }

        var page = await mine.OrderByDescending(n => n.At).ThenByDescending(n => n.Id)
            .Select(n => new { n.Id, n.Kind, n.At, n.By, n.AboutId, n.ReadAt })
            .ToPageAsync(Size, n => (n.At, n.Id), ct);
        var about = new Dictionary<(INoticeSubjects, Guid), NoticeSubject>();
        foreach (var source in subjects)
        {
            var ids = page.Items.Where(n => source.Knows(n.Kind)).Select(n => n.AboutId).Distinct().ToList();
            foreach (var (id, subject) in ids.Count == 0 ? new Dictionary<Guid, NoticeSubject>() : await source.OfAsync(db, user, ids, ct))
            {
                about[(source, id)] = subject;
            }
        }

        var names = await staff.OfAsync(db, page.Items.Select(n => n.By).OfType<Guid>(), ct);
        return new(
            [
                .. page.Items.Select(n => new NoticeRow(
                    n.Id, n.Kind, n.At, n.By is { } by ? names.GetValueOrDefault(by) : null,
                    subjects.Where(s => s.Knows(n.Kind)).Select(s => about.GetValueOrDefault((s, n.AboutId))).FirstOrDefault(), n.ReadAt is not null)),
            ],
            page.Next);
    }
}
