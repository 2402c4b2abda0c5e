using BankCrm.Application.Common;

namespace BankCrm.Application.Tasks.Interactions;

public static class InteractionPermissions
{
    [Permission("See when and how colleagues were in touch with customers",
        ShippedRole.Teller, ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Read = "interactions.read";

    [Permission("Write down visits, calls and messages with customers", ShippedRole.Teller, ShippedRole.RelationshipManager, ShippedRole.BranchManager)]
    public const string Log = "interactions.log";

    [Permission("Keep templates for what is written of visits, calls and messages", ShippedRole.BranchManager)]
    public const string Templates = "interactions.templates";

    [Permission("Withdraw what colleagues wrote down of visits, calls and messages", ShippedRole.BranchManager)]
    public const string Withdraw = "interactions.withdraw";
}
