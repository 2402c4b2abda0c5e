using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.AuditTrail;

public static partial class AuditEvents
{
    [Means("A customer was registered although somebody like them was known")]
    public const string RegisteredNevertheless = "customer.registered-nevertheless";
}
