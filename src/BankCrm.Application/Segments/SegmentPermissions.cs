using BankCrm.Application.Common;

namespace BankCrm.Application.Segments;

public static class SegmentPermissions
{
    [Permission("See segments and how many customers they hold",
        ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.Marketing, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Read = "segments.read";

    [Permission("Make and change segments", ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.Marketing, ShippedRole.ComplianceOfficer)]
    public const string Write = "segments.write";

    [Permission("See who is in a segment", ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Members = "segments.members";

    [Permission("Count in segments customers whom colleagues look after", ShippedRole.BranchManager, ShippedRole.Marketing, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Everybodys = "segments.everybodys";

    [Permission("Make segments for the whole bank", ShippedRole.Marketing, ShippedRole.ComplianceOfficer)]
    public const string WholeBank = "segments.whole-bank";
}
