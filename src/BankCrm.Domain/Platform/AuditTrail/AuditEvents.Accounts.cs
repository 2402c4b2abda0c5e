using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.AuditTrail;

public static partial class AuditEvents
{
    [Means("Accounts or transactions were taken in from another system")] public const string TakenIn = "accounts.taken-in";
    [Means("An account was viewed")] public const string AccountViewed = "account.viewed";
}
