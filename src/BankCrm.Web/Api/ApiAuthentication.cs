using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using BankCrm.Application.Admin.ApiClients;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace BankCrm.Web.Api;

/// <summary>The bearer token says which client calls; what it may do is looked up. No cookie counts here.</summary>
internal sealed class ApiAuthentication(
    ApiClientDirectory clients, ApiTokens tokens, Work work, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "client";

    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var address = (Context.Connection.RemoteIpAddress ?? IPAddress.None).ToString();
        work.IsDoneBy(CurrentUser.Nobody with { IpAddress = address, Correlation = RequestReference.Of(Context) });
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            || tokens.Open(header[Bearer.Length..].Trim()) is not { } token
            || await clients.FindAsync(token.ClientId, token.SecretId, address, Context.RequestAborted) is not { } access)
        {
            return AuthenticateResult.NoResult();
        }

        work.IsDoneBy(access.User with { IpAddress = address, Correlation = RequestReference.Of(Context) });
        Context.Features.Set(access);
        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, access.User.ApiClientId.ToString()!), new(ClaimTypes.Name, access.User.Name),
            new(RequestLimits.RateClaim, access.RatePerMinute.ToString(CultureInfo.InvariantCulture)),
        ];
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name)), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Request.Headers.Authorization.Count == 0 ? "Bearer" : "Bearer error=\"invalid_token\"";
        return Task.CompletedTask;
    }
}
