using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.AuditTrail;

public static partial class AuditEvents
{
    [Means("Another system was given a token")] public const string TokenIssued = "api.token-issued";
    [Means("Another system was refused a token")] public const string TokenRefused = "api.token-refused";
}
