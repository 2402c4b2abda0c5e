using BankCrm.Application.Common;

namespace BankCrm.Application.Recommendations;

public static class RecommendationPermissions
{
    [Permission("See what to offer a customer, and write down what they say to it", ShippedRole.Teller, ShippedRole.RelationshipManager, ShippedRole.BranchManager)]
    public const string Answer = "recommendations.answer";

    [Permission("See whom to offer what, of the customers whose accounts one sees", ShippedRole.RelationshipManager, ShippedRole.BranchManager)]
    public const string List = "recommendations.list";

    [Permission("See the rules of recommendations and how often what they suggest is accepted",
        ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.Marketing, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Read = "recommendations.read";

    [Permission("Write rules of recommendations", ShippedRole.Marketing)]
    public const string Write = "recommendations.write";

    [Permission("Approve rules of recommendations that a colleague wrote, and withdraw them", ShippedRole.Marketing, ShippedRole.ComplianceOfficer)]
    public const string Approve = "recommendations.approve";
}
