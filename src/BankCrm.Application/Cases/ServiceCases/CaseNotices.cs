using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Tasks.Notices;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>What notices about cases are about.</summary>
[Policy]
internal sealed class CaseNotices(ICustomerVault vault, IColumnCipher cipher) : INoticeSubjects
{
    public bool Knows(NoticeKind kind) => kind is NoticeKind.CaseGiven or NoticeKind.CaseHeard or NoticeKind.CaseAtRisk or NoticeKind.CaseMissed;

    public async Task<IReadOnlyDictionary<Guid, NoticeSubject>> OfAsync(CrmDb db, CurrentUser user, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        if (!user.May(CaseRights.SeeAny))
        {
            return new Dictionary<Guid, NoticeSubject>();
        }

        var found = await db.CasesSeenBy(user).Where(c => ids.Contains(c.Id))
            .Join(db.Customers, c => c.CustomerId, of => of.Id, (c, of) => new { c.Id, c.Number, c.Subject, c.CustomerId, of.IsProtected })
            .LeftJoin(db.CustomerKeys, c => c.CustomerId, k => k.CustomerId, (c, k) => new { c.Id, c.Number, c.Subject, c.CustomerId, c.IsProtected, k!.Wrapped })
            .ToListAsync(ct);
        var subjects = found.ToDictionary(c => c.Id, c => new NoticeSubject(
            c.Wrapped is not null && user.MayOpen(c.IsProtected) ? vault.Open(c.CustomerId, c.Wrapped).Open(ServiceCase.SubjectColumn, c.Id, c.Subject) : $"{c.Number}",
            $"/cases/{c.Id}"));
        if (subjects.Count < ids.Count) // of people who are no customers
        {
            foreach (var enquiry in await db.EnquiriesSeenBy(user).Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, e.Subject }).ToListAsync(ct))
            {
                subjects[enquiry.Id] = new(cipher.Open(Enquiry.SubjectColumn, enquiry.Id, enquiry.Subject), $"/cases/outside/{enquiry.Id}");
            }
        }

        return subjects;
    }
}
