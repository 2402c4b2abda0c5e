using System.Diagnostics;

namespace BankCrm.Web.Platform.Requests;

internal static class RequestReference
{
    /// <summary>The number by which the log, the audit trail and the failure page speak of the same request.</summary>
    public static string Of(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
}
