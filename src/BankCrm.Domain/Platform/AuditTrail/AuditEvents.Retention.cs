using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.AuditTrail;

public static partial class AuditEvents
{
    [Means("Data that need not be kept any more was destroyed")] public const string Destroyed = "retention.destroyed";
}
