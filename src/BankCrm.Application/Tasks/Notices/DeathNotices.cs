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
    public bool Knows(NoticeKind kind) => kind is NoticeKind.DeathReported or NoticeKind.DeathWaits or NoticeKind.DeathConfirmed or NoticeKind.DeathTold;

    public async Task<IReadOnlyDictionary<Guid, NoticeSubject>> OfAsync(CrmDb db, CurrentUser user, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        if (!user.May(CustomerPermissions.Read))
        {
            return new Dictionary<Guid, NoticeSubject>();
        }

        var opens = user.MayOpen(isProtected: true);
        var customers = db.Customers.Where(c => opens || !c.IsProtected);
        return await db.DeathReports.Where(d => ids.Contains(d.Id)).Join(customers, d => d.CustomerId, c => c.Id, (d, c) => new { d.Id, CustomerId = c.Id, c.Name })
            .Concat(customers.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, CustomerId = c.Id, c.Name })) // what was told has no report
            .ToDictionaryAsync(d => d.Id, d => new NoticeSubject(d.Name, $"/customers/{d.CustomerId}/death"), ct);
    }

    public async Task HearAsync(CrmDb db, DeathReport report, Customer customer, Guid by, DateTimeOffset now, CancellationToken ct)
    {
        var isConfirmed = report.State is DeathReportState.Confirmed;
        List<Guid> concerned =
        [
            .. (await db.StaffReachingAsync([report.BranchId], CustomerPermissions.ChangeIdentity, [], now, ct)).Select(s => s.StaffId),
            .. await LookingAfterAsync(db, customer, now, ct),
        ];
        if (isConfirmed)
        {
            concerned.Add(report.ReportedBy);
        }

        foreach (var staff in concerned.Distinct())
        {
            db.Tell(isConfirmed ? NoticeKind.DeathConfirmed : NoticeKind.DeathReported, report.Id, report.BranchId, staff, by, now);
        }
    }

    /// <remarks>Nobody else: a file may tell of hundreds, and there is nothing to be confirmed.</remarks>
    public async Task HearToldAsync(CrmDb db, IReadOnlyList<Customer> customers, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var customer in customers)
        {
            foreach (var staff in (await LookingAfterAsync(db, customer, now, ct)).Distinct())
            {
                db.Tell(NoticeKind.DeathTold, customer.Id, customer.BranchId, staff, by: null, now);
            }
        }
    }

    private static async Task<IReadOnlyList<Guid>> LookingAfterAsync(CrmDb db, Customer customer, DateTimeOffset now, CancellationToken ct) =>
        customer.OwnerId is { } adviser ? [adviser, .. await db.DeputiesAsync(adviser, customer.BranchId, now, ct)] : [];
}
