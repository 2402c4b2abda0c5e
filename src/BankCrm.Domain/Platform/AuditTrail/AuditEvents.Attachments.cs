using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.AuditTrail;

public static partial class AuditEvents
{
    [Means("A customer's document was looked at")] public const string AttachmentSeen = "customer.attachment-seen";
}
