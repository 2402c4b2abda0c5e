using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Deaths;
using BankCrm.Application.Tasks.Absences;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Deaths;
using BankCrm.Domain.Tasks.Notices;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Notices;

/// <summary>
/// Who hears of a death: those who may confirm it in the branch (its managers, compliance), whoever looks after the customer or stands in for them, and, when it is confirmed, who reported it.
/// The notice holds no name; whoever may not open the customer is told none.
/// </summary>
[Policy]
internal sealed class DeathNotices : INoticeSubjects, IHearsOfDeaths
{
    public bool Knows(NoticeKind kind) => kind is NoticeKind.DeathReported or NoticeKind.DeathWaits or NoticeKind.DeathConfirmed;

    public async Task<IReadOnlyDictionary<Guid, NoticeSubject>> OfAsync(CrmDb db, CurrentUser user, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var opens = user.MayOpen(isProtected: true);
        return !user.May(CustomerPermissions.Read) ? new Dictionary<Guid, NoticeSubject>()
            : await db.DeathReports.Where(d => ids.Contains(d.Id))
                .Join(db.Customers.Where(c => opens || !c.IsProtected), d => d.CustomerId, c => c.Id, (d, c) => new { d.Id, CustomerId = c.Id, c.Name })
                .ToDictionaryAsync(d => d.Id, d => new NoticeSubject(d.Name, $"/customers/{d.CustomerId}/death"), ct);
    }

    public async Task HearAsync(CrmDb db, DeathReport report, Customer customer, Guid by, DateTimeOffset now, CancellationToken ct)
    {
        var isConfirmed = report.State is DeathReportState.Confirmed;
        List<Guid> concerned = [.. (await db.StaffReachingAsync([report.BranchId], CustomerPermissions.ChangeIdentity, [], now, ct)).Select(s => s.StaffId)];
        if (customer.OwnerId is { } adviser)
        {
            concerned.AddRange([adviser, .. await db.DeputiesAsync(adviser, report.BranchId, now, ct)]);
        }

        if (isConfirmed)
        {
            concerned.Add(report.ReportedBy);
        }

        foreach (var staff in concerned.Distinct())
        {
            db.Tell(isConfirmed ? NoticeKind.DeathConfirmed : NoticeKind.DeathReported, report.Id, report.BranchId, staff, by, now);
        }
    }
}
