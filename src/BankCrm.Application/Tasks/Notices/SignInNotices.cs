using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Common;
using BankCrm.Domain.Tasks.Notices;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Notices;

/// <summary>Tells colleagues that how they sign in was changed, though they did it themselves: if they did not, they hear of it.</summary>
[Policy]
internal sealed class SignInNotices : INoticeSubjects, IFactorWatch
{
    public void Changed(CrmDb db, Guid staffId, Guid homeBranchId, DateTimeOffset now) =>
        db.Add(Notice.Of(NoticeKind.SignInChanged, staffId, homeBranchId, staffId, by: null, now));

    public bool Knows(NoticeKind kind) => kind is NoticeKind.SignInChanged;

    public async Task<IReadOnlyDictionary<Guid, NoticeSubject>> OfAsync(CrmDb db, CurrentUser user, IReadOnlyList<Guid> ids, CancellationToken ct) =>
        await db.Staff.Where(s => ids.Contains(s.Id) && s.Id == user.StaffId).Select(s => new { s.Id, s.UserName })
            .ToDictionaryAsync(s => s.Id, s => new NoticeSubject(s.UserName, "/account/security"), ct);
}
