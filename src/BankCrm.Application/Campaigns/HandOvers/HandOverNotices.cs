using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Tasks.Notices;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.HandOvers;

/// <summary>Of which campaign letters or WeChat messages wait.</summary>
[Policy]
internal sealed class HandOverNotices : INoticeSubjects
{
    public bool Knows(NoticeKind kind) => kind is NoticeKind.LettersWait or NoticeKind.WeChatWaits;

    public async Task<IReadOnlyDictionary<Guid, NoticeSubject>> OfAsync(CrmDb db, CurrentUser user, IReadOnlyList<Guid> ids, CancellationToken ct) =>
        !user.May(CampaignPermissions.Read) ? new Dictionary<Guid, NoticeSubject>()
        : await db.CampaignsSeenBy(user).Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Plan.Name })
            .ToDictionaryAsync(c => c.Id, c => new NoticeSubject(c.Name, $"/campaigns/{c.Id}/hand-overs"), ct);
}
