using BankCrm.Application.Common;

namespace BankCrm.Application.Customers.Messaging;

public static class MessagingPermissions
{
    [Permission("Send customers a message in approved words", ShippedRole.Teller, ShippedRole.RelationshipManager, ShippedRole.BranchManager)]
    public const string Send = "messages.send";

    [Permission("Read the messages that were sent to customers",
        ShippedRole.Teller, ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Read = "messages.read";

    [Permission("Say that nothing is sent to a number or address any more, and take it back", ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string Suppress = "messages.suppress";
}
