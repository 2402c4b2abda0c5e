using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.AuditTrail;

public static partial class AuditEvents
{
    [Means("An alert was raised")] public const string AlertRaised = "alert.raised";
    [Means("An alert was opened again")] public const string AlertReopened = "alert.reopened";
    [Means("An alert was viewed")] public const string AlertViewed = "alert.viewed";
}
