using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace BankCrm.Web.Platform.Security;

/// <summary>
/// The cookie holds a secret and nothing else; whose it is and what they may do is looked up. So a copied cookie ends with its session,
/// and a role that was taken away is gone at once.
/// </summary>
internal sealed class SessionAuthentication(
    SessionDirectory sessions, Work work, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Cookies[SessionCookie.NameFor(Request)] is not { Length: > 0 } secret || await FindAsync(secret) is not { } user)
        {
            work.IsDoneBy(CurrentUser.Nobody with { IpAddress = Address(), Correlation = RequestReference.Of(Context) });
            return AuthenticateResult.NoResult();
        }

        work.IsDoneBy(user with { IpAddress = Address(), Correlation = RequestReference.Of(Context) });
        Claim[] claims = [new(ClaimTypes.NameIdentifier, user.StaffId.ToString()!), new(ClaimTypes.Name, user.Name)];
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name)), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var wanted = HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString : "/";
        if (Request.Headers.ContainsKey("HX-Request") || Request.Headers["Sec-Fetch-Dest"] == "empty")
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized; // a fragment: the script goes to the sign-in page itself
        }
        else
        {
            Response.Redirect("/account/login?returnUrl=" + Uri.EscapeDataString(wanted));
        }

        return Task.CompletedTask;
    }

    // The page that says sorry must not fail for what it is sorry about: it is shown as to somebody not signed in.
    private async ValueTask<CurrentUser?> FindAsync(string secret)
    {
        try
        {
            return Context.GetEndpoint()?.Metadata.GetMetadata<AskedByItself>() is null
                ? await sessions.FindAsync(secret, Context.RequestAborted)
                : await sessions.PeekAsync(secret, Context.RequestAborted);
        }
        catch (Exception e) when (Context.Features.Get<IExceptionHandlerFeature>() is not null && DatabaseAway.IsCauseOf(e))
        {
            return null;
        }
    }

    private string? Address() => (Context.Connection.RemoteIpAddress ?? IPAddress.None).ToString();
}

/// <summary>On an address that browsers ask by themselves: to ask it is not to be at work.</summary>
internal sealed class AskedByItself;
