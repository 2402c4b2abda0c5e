using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.AuditTrail;

public static partial class AuditEvents
{
    [Means("A file of account statements was taken in")] public const string StatementsTakenIn = "accounts.statements-taken-in";
}
