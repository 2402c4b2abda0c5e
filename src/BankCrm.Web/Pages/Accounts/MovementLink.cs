using System.Globalization;
using BankCrm.Application.Accounts.Overview;

namespace BankCrm.Web.Pages.Accounts;

/// <summary>Where a movement stands on the page of its account.</summary>
internal static class MovementLink
{
    /// <summary>Of its row. Escaped already, for an address keeps it as it is.</summary>
    public static string Id(DateOnly bookedOn, string reference) =>
        $"m-{bookedOn.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}-{Uri.EscapeDataString(reference)}";

    public static string Id(TransactionShown movement) => Id(movement.BookedOn, movement.Reference);

    /// <summary>Where its purpose is corrected.</summary>
    public static string Category(Guid accountId, TransactionShown movement) =>
        $"~/accounts/{accountId}/category?on={movement.BookedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}&ref={Uri.EscapeDataString(movement.Reference)}";

    /// <summary>Some of an account's movements.</summary>
    public static string Some(Guid accountId, Enum category, DateOnly from, DateOnly to) =>
        string.Create(CultureInfo.InvariantCulture, $"~/accounts/{accountId}?Category={category}&From={from:yyyy-MM-dd}&To={to:yyyy-MM-dd}");
}
