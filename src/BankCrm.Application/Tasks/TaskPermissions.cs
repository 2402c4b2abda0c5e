using BankCrm.Application.Common;

namespace BankCrm.Application.Tasks;

public static class TaskPermissions
{
    [Permission("Plan follow-ups for oneself, take on what lies with the branch, and work on one's own",
        ShippedRole.Teller, ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer, ShippedRole.Marketing)]
    public const string Work = "tasks.work";

    [Permission("Give follow-ups one has or planned to colleagues",
        ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string Give = "tasks.give";

    [Permission("Work on colleagues' follow-ups and give them to others", ShippedRole.BranchManager)]
    public const string Direct = "tasks.direct";

    [Permission("See everybody's follow-ups", ShippedRole.BranchManager, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string ReadAll = "tasks.read-all";

    [Permission("Set up queues: what they take, who works in them, what counts", ShippedRole.BranchManager)]
    public const string KeepQueues = "tasks.keep-queues";

    [Permission("Write action plans and switch them on and off", ShippedRole.BranchManager, ShippedRole.Marketing)]
    public const string KeepPlans = "tasks.keep-plans";

    [Permission("Start action plans with customers, and stop one's own", ShippedRole.RelationshipManager, ShippedRole.BranchManager)]
    public const string StartPlans = "tasks.start-plans";
}
