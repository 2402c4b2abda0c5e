namespace BankCrm.Web.Platform.Security;

/// <summary>The cookie that holds a session's secret: no script reads it, no other site sends it, it ends with the browser.</summary>
internal static class SessionCookie
{
    /// <summary>The prefix makes browsers insist on https; over http, which only a loopback address may use, it cannot be had.</summary>
    public static string NameFor(HttpRequest request) => request.IsHttps ? "__Host-crm" : "crm";

    public static bool IsGiven(HttpRequest request) => request.Cookies.ContainsKey(NameFor(request));

    public static void Write(HttpContext context, string secret) =>
        context.Response.Cookies.Append(NameFor(context.Request), secret, Options(context.Request));

    public static void Clear(HttpContext context) =>
        context.Response.Cookies.Delete(NameFor(context.Request), Options(context.Request));

    internal static CookieOptions Options(HttpRequest request) =>
        new() { HttpOnly = true, Secure = request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };
}
