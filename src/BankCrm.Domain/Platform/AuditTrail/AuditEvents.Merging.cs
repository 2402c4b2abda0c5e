using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.AuditTrail;

public static partial class AuditEvents
{
    [Means("Two customer records were merged")] public const string CustomersMerged = "customer.merged";
    [Means("A merge of customer records was undone")] public const string MergeUndone = "customer.merge-undone";
}
