using BankCrm.Application.Common;

namespace BankCrm.Application.DataQuality.Export;

public static class ExportPermissions
{
    [Permission("Export lists of customers one looks after, sensitive fields masked, a few rows at a time", ShippedRole.RelationshipManager)]
    public const string Portfolio = "exports.portfolio";

    [Permission("Export lists of the customers one sees, sensitive fields masked", ShippedRole.BranchManager, ShippedRole.Auditor)]
    public const string Branch = "exports.branch";

    [Permission("Approve or turn down exports of more rows than their requester may have", ShippedRole.ComplianceOfficer)]
    public const string Approve = "exports.approve";
}
