using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;

namespace BankCrm.Application.Cases.Complaints;

public static class OpenComplaints
{
    /// <summary>Complaints that are not answered yet: whoever waits for one is offered nothing meanwhile.</summary>
    public static IQueryable<ServiceCase> ComplaintsOpen(this CrmDb db) => db.ServiceCases.Where(c => c.Kind == CaseKind.Complaint && c.Status == CaseStatus.Open);

    /// <summary>Those a colleague may learn of, be it by what they hold back: none that is about them.</summary>
    /// <param name="staffId">Null: it is not a person who asks.</param>
    public static IQueryable<ServiceCase> ToldTo(this IQueryable<ServiceCase> cases, Guid? staffId)
    {
        var me = staffId ?? Guid.Empty;
        return cases.Where(c => !c.AboutStaff.Contains(me));
    }
}
