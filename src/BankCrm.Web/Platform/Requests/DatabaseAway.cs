using System.Data.Common;
using System.Net.Sockets;

namespace BankCrm.Web.Platform.Requests;

internal static class DatabaseAway
{
    /// <summary>Whether the database did not answer, and may do so again soon: no fault of the request.</summary>
    public static bool IsCauseOf(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is SocketException or DbException { IsTransient: true } or TimeoutException)
            {
                return true;
            }
        }

        return false;
    }
}
