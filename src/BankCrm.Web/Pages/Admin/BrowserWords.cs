namespace BankCrm.Web.Pages.Admin;

/// <summary>What a browser says of itself, as people call it.</summary>
internal static class BrowserWords
{
    // Edge and Opera also say Chrome, Chrome also says Safari: the order matters.
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"), ("Linux", "Linux")];

    public static string Of(string? userAgent) => string.Join(", ", new[] { Find(Browsers, userAgent), Find(Systems, userAgent) }.OfType<string>());

    private static string? Find((string Sign, string Name)[] known, string? userAgent) =>
        Array.Find(known, k => userAgent?.Contains(k.Sign, StringComparison.Ordinal) == true).Name;
}
