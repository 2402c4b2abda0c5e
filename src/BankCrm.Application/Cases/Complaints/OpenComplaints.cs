using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;

namespace BankCrm.Application.Cases.Complaints;

public static class OpenComplaints
{
    /// <summary>Complaints that are not answered yet: whoever waits for one is offered nothing meanwhile.</summary>
    public static IQueryable<ServiceCase> ComplaintsOpen(this CrmDb db) => db.ServiceCases.Where(c => c.Kind == CaseKind.Complaint && c.Status == CaseStatus.Open);
}
