namespace BankCrm.Web.Platform.Hosting.Verbs;

/// <summary>Numbers of customers as a file writes them.</summary>
internal static class CustomerNumbers
{
    /// <summary>The last zeros of the pattern give way to the digits: C00000000 makes C00001925 of 1925.</summary>
    public static string Written(string number, string? pattern) =>
        pattern is null || number.Length > pattern.Length || !number.All(char.IsAsciiDigit) ? number : pattern[..^number.Length] + number;
}
