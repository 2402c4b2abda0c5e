using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Platform.Shell;

/// <summary>How this browser wants its pages. Kept in cookies, so that the server draws them right the first time.</summary>
public sealed record Preferences(string Theme, bool NarrowMenu)
{
    internal const string ThemeCookie = "crm-theme";
    internal const string MenuCookie = "crm-menu";

    internal static IReadOnlyList<string> Themes { get; } = ["auto", "light", "dark"];

    /// <summary>The theme before a script has asked the system.</summary>
    public string FirstGuess => Theme == "dark" ? "dark" : "light";

    public static Preferences Of(HttpRequest request) => new(
        Themes.Contains(request.Cookies[ThemeCookie] ?? "") ? request.Cookies[ThemeCookie]! : "auto",
        request.Cookies[MenuCookie] == "narrow");

    /// <summary>The cookie that keeps the choice; null for one that does not exist.</summary>
    internal static string? CookieFor(string what, string value) => (what, value) switch
    {
        ("language", _) when Languages.Find(value) is not null => Languages.Cookie,
        ("theme", _) when Themes.Contains(value) => ThemeCookie,
        ("menu", "narrow" or "wide") => MenuCookie,
        _ => null,
    };
}
