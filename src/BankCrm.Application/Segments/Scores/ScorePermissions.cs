using BankCrm.Application.Common;

namespace BankCrm.Application.Segments.Scores;

public static class ScorePermissions
{
    [Permission("See scores, how they were learnt and how right they are", ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.Marketing, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Read = "scores.read";

    [Permission("Bring histories of contacts and have scores learnt of them", ShippedRole.Marketing)]
    public const string Learn = "scores.learn";

    [Permission("Say which columns of a history were known before the contact", ShippedRole.Marketing, ShippedRole.ComplianceOfficer)]
    public const string Vouch = "scores.vouch";

    [Permission("Approve scores that a colleague had learnt", ShippedRole.Marketing, ShippedRole.ComplianceOfficer)]
    public const string Approve = "scores.approve";

    [Permission("See the scores of a customer with their points", ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string OfCustomer = "scores.of-customer";
}
