using Microsoft.AspNetCore.Connections;

namespace BankCrm.Web.Platform.Hosting;

internal static class AddressTaken
{
    /// <summary>Whether another program listens where this one was told to: told in one line, not as a failure of ours.</summary>
    public static bool IsCauseOf(Exception? exception) => exception is IOException { InnerException: AddressInUseException };
}
