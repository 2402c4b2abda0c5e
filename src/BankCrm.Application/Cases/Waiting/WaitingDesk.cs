using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Waiting;

/// <summary>What is open of both kinds.</summary>
internal static class WaitingDesk
{
    extension(CrmDb db)
    {
        public IQueryable<ServiceCase> CasesWaiting(CurrentUser user, WaitingView view)
        {
            var open = db.CasesSeenBy(user).Where(c => c.EndedAt == null);
            return view switch
            {
                WaitingView.Answer => open.Where(c => db.CaseClocks.Any(k => k.CaseId == c.Id && k.Kind == CaseClockKind.FirstAnswer && k.Time.StoppedAt == null)),
                WaitingView.Nobody => open.Where(c => c.OwnerId == null),
                WaitingView.Mine => open.Where(c => c.OwnerId == user.StaffId),
                _ => open,
            };
        }

        public IQueryable<Enquiry> EnquiriesWaiting(CurrentUser user, WaitingView view)
        {
            var open = db.EnquiriesSeenBy(user).Where(e => e.EndedAt == null);
            return view switch
            {
                WaitingView.Answer => open.Where(e => e.AnsweredAt == null),
                WaitingView.Nobody => open.Where(e => e.OwnerId == null),
                WaitingView.Mine => open.Where(e => e.OwnerId == user.StaffId),
                _ => open,
            };
        }

        /// <summary>Those of them that have not had their first answer yet.</summary>
        public async Task<HashSet<Guid>> UnansweredAsync(IReadOnlyCollection<Guid> caseIds, CancellationToken ct) => caseIds.Count == 0 ? [] :
            (await db.CaseClocks.Where(k => caseIds.Contains(k.CaseId) && k.Kind == CaseClockKind.FirstAnswer && k.Time.StoppedAt == null).Select(k => k.CaseId).ToListAsync(ct)).ToHashSet();

        /// <summary>How many of both kinds wait for an answer; each is counted up to one more than <see cref="CaseTally.Most"/>.</summary>
        public async Task<int> CountWaitingAsync(CurrentUser user, CancellationToken ct) =>
            await db.CasesWaiting(user, WaitingView.Answer).OrderBy(c => c.DueAt).Take(CaseTally.Most + 1).CountAsync(ct)
            + await db.EnquiriesWaiting(user, WaitingView.Answer).OrderBy(e => e.DueAt).Take(CaseTally.Most + 1).CountAsync(ct);
    }
}
