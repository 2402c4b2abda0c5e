using BankCrm.Application.Common;

namespace BankCrm.Application.Cases;

public static class CasePermissions
{
    [Permission("Take in service cases and complaints, take on what lies with the branch, and work on one's own",
        ShippedRole.Teller, ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string Work = "cases.work";

    [Permission("See all service cases and complaints of one's branches",
        ShippedRole.Teller, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string ReadAll = "cases.read-all";

    [Permission("Give service cases to colleagues, work on theirs, review and merge them", ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string Direct = "cases.direct";

    [Permission("Sign for compensations and for time beyond 30 days, as the second person", ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string Approve = "cases.approve";

    [Permission("See how promises were kept and what complaints came from", ShippedRole.BranchManager, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Report = "cases.report";

    [Permission("Keep the categories and causes of service cases", ShippedRole.ComplianceOfficer, ShippedRole.Administrator)]
    public const string ChangeTopics = "cases.change-topics";

    [Permission("Write knowledge articles, and answers and notes that are kept ready for cases",
        ShippedRole.Teller, ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string WriteTexts = "cases.write-texts";

    [Permission("Approve articles and texts for cases that somebody else wrote", ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string ApproveTexts = "cases.approve-texts";

    [Permission("Take in what is written to the bank's mailbox: for the system itself")]
    public const string TakeMail = "cases.take-mail";
}
