using System.Linq.Expressions;
using BankCrm.Application.Cases.Complaints;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Fields;
using BankCrm.Domain.Cases.ServiceCases;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Analytics.Questions;

/// <summary>What segments can ask of cases: Segments and Cases know nothing of each other.</summary>
[Policy]
internal sealed class CaseFields : ISegmentFields
{
    public IReadOnlyList<SegmentField> Fields { get; } =
    [
        FieldMaker.YesNo("open-case", "Has an open case", SegmentSubject.Contact, asking => Open(asking, complaintsOnly: false)),
        FieldMaker.YesNo("open-complaint", "Has an open complaint", SegmentSubject.Contact, asking => Open(asking, complaintsOnly: true)),
        Complaints,
    ];

    private static SegmentField Complaints => FieldMaker.Count("complaints", "Complaints received", SegmentSubject.Contact, (condition, asking, least) =>
    {
        var (since, count) = (asking.Since(condition), (int)least);
        var enough = Cases(asking).Where(c => c.Kind == CaseKind.Complaint && c.Status != CaseStatus.Merged && c.ReceivedAt >= since)
            .GroupBy(c => c.CustomerId).Where(g => g.Count() >= count).Select(g => g.Key);
        return r => enough.Contains(r.Customer.Id);
    });

    private static Expression<Func<SegmentRow, bool>> Open(SegmentAsking asking, bool complaintsOnly)
    {
        var open = Cases(asking).Where(c => c.Status == CaseStatus.Open && (!complaintsOnly || c.Kind == CaseKind.Complaint));
        return r => open.Any(c => c.CustomerId == r.Customer.Id);
    }

    // Whom a complaint is about is not told of it by a count either, nor by a list that they read with others.
    private static IQueryable<ServiceCase> Cases(SegmentAsking asking)
    {
        var cases = asking.Rows(asking.Db.ServiceCases);
        return asking.IsForMany ? cases.Where(c => c.AboutStaff.Length == 0) : cases.ToldTo(asking.User.StaffId);
    }
}
