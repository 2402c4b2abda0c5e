using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.AuditTrail;

public static partial class AuditEvents
{
    [Means("Accounts or transactions were taken in from another system")] public const string TakenIn = "accounts.taken-in";
    [Means("An account was viewed")] public const string AccountViewed = "account.viewed";
    [Means("The purpose of a movement was corrected")] public const string CategoryCorrected = "account.category-corrected";
    [Means("A statement of an account was made")] public const string StatementMade = "account.statement-made";
}
