using BankCrm.Application.Common;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Notices;

/// <param name="Path">Where it is opened.</param>
public sealed record NoticeSubject(string Subject, string Path);

/// <summary>Says what notices are about, as far as their reader may see it. Found, not listed: a class that is a policy.</summary>
internal interface INoticeSubjects
{
    bool Knows(NoticeKind kind);

    Task<IReadOnlyDictionary<Guid, NoticeSubject>> OfAsync(CrmDb db, CurrentUser user, IReadOnlyList<Guid> ids, CancellationToken ct);
}

[Policy]
internal sealed class FollowUpNotices : INoticeSubjects
{
    public bool Knows(NoticeKind kind) => kind is <= NoticeKind.Escalated;

    public async Task<IReadOnlyDictionary<Guid, NoticeSubject>> OfAsync(CrmDb db, CurrentUser user, IReadOnlyList<Guid> ids, CancellationToken ct) =>
        !user.May(FollowUpRights.SeeAny) ? new Dictionary<Guid, NoticeSubject>()
        : await db.FollowUps.SeenBy(user).Where(f => ids.Contains(f.Id)).Select(f => new { f.Id, f.Subject })
            .ToDictionaryAsync(f => f.Id, f => new NoticeSubject(f.Subject, $"/tasks/{f.Id}"), ct);
}
