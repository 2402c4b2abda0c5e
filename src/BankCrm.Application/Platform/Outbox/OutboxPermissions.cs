using BankCrm.Application.Common;

namespace BankCrm.Application.Platform.Outbox;

public static class OutboxPermissions
{
    [Permission("See what waits to be sent and what was sent, without customers' data",
        ShippedRole.Administrator, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Read = "outbox.read";

    [Permission("Send messages again, discard them, stop channels and set their rules", ShippedRole.Administrator)]
    public const string Operate = "outbox.operate";

    [Permission("Send what lies in the outbox: for the system itself")]
    public const string Send = "outbox.send";
}
