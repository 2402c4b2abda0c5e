using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Domain.Admin.Users;

/// <summary>That a colleague has a role.</summary>
[Class(DataClass.C1)]
[AuditedAs(AuditEvents.RightsChanged)]
public sealed class RoleAssignment
{
    private RoleAssignment() { } // EF Core

    internal RoleAssignment(Guid roleId) => RoleId = roleId;

    public Guid RoleId { get; private init; }
}

/// <summary>That a colleague works for another branch too, both days included.</summary>
[Class(DataClass.C1)]
[AuditedAs(AuditEvents.RightsChanged)]
public sealed class BranchCoverage
{
    private BranchCoverage() { } // EF Core

    internal BranchCoverage(Guid id, Guid branchId, DateOnly from, DateOnly until) => (Id, BranchId, From, Until) = (id, branchId, from, until);

    public Guid Id { get; private init; }
    public Guid BranchId { get; private init; }
    public DateOnly From { get; private init; }
    public DateOnly Until { get; private init; }
}
