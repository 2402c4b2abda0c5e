namespace BankCrm.Web.Platform.Security;

/// <summary>
/// The cookie by which the browser is known whose password was right, while it is asked for a code. It opens nothing: the session's own cookie is another one, made when the code is right.
/// </summary>
internal static class QuestionCookie
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static string? Read(HttpRequest request) => request.Cookies[NameFor(request)] is { Length: > 0 and <= 100 } secret ? secret : null;

    public static void Write(HttpContext context, string secret)
    {
        var options = SessionCookie.Options(context.Request);
        (options.MaxAge, options.SameSite) = (Lifetime, SameSiteMode.Strict);
        context.Response.Cookies.Append(NameFor(context.Request), secret, options);
    }

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(NameFor(context.Request), SessionCookie.Options(context.Request));

    private static string NameFor(HttpRequest request) => request.IsHttps ? "__Host-crm-question" : "crm-question";
}
