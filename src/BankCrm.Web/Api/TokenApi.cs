using System.Text;
using System.Text.Json.Serialization;
using BankCrm.Application.Admin.ApiClients;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Web.Platform;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;

namespace BankCrm.Web.Api;

/// <summary>The client credentials grant of OAuth 2.0 (RFC 6749 §4.4): a client's id and secret for a token of 15 minutes.</summary>
internal sealed class TokenApi : IEndpoints
{
    public const string Path = "/api/v1/token";

    private const string Basic = "Basic ";
    private const string Grant = "client_credentials";

    public void Map(IEndpointRouteBuilder app) => app.MapPost(Path, IssueAsync)
        .AllowAnonymous()
        .DisableAntiforgery()
        .WithTags("Access")
        .WithName("IssueToken")
        .WithSummary("A token for the client's id and secret, as form fields or as HTTP Basic")
        .Accepts<TokenRequest>("application/x-www-form-urlencoded")
        .Produces<TokenAnswer>()
        .Refuses(400, 401, 403, 415, 429);

    private static async Task<TokenAnswer> IssueAsync(
        HttpContext context, [FromServices] ApiClientDirectory clients, [FromServices] ApiTokens tokens, [FromServices] IAuditTrail audit)
    {
        if (!context.Request.HasFormContentType)
        {
            throw new ApiRefusedException(
                StatusCodes.Status415UnsupportedMediaType, "body.type", new Fault("Send the body as application/x-www-form-urlencoded."));
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form["grant_type"] != Grant)
        {
            throw new ApiRefusedException(StatusCodes.Status400BadRequest, "unsupported_grant_type", new Fault("The grant_type must be client_credentials."));
        }

        var (id, secret) = CredentialsOf(context.Request, form);
        var access = id is { } clientId ? await clients.EnterAsync(clientId, secret, context.RequestAborted) : null;
        var address = context.Connection.RemoteIpAddress;
        if (access is null)
        {
            await audit.RecordNowAsync(
                new(AuditEvents.TokenRefused, AuditOutcome.Denied) { ObjectType = nameof(ApiClient), ObjectId = id }, CancellationToken.None);
            throw new ApiRefusedException(
                StatusCodes.Status401Unauthorized, "invalid_client", new Fault("The client's id or secret is wrong, or it may not call any more."));
        }

        var actor = (access.User with { IpAddress = address?.ToString(), Correlation = RequestReference.Of(context) }).ToAuditActor();
        if (!ApiGate.Admits(access, address))
        {
            await audit.RecordNowAsync(
                actor, new(AuditEvents.TokenRefused, AuditOutcome.Denied) { ObjectType = nameof(ApiClient), ObjectId = id, ReasonCode = ApiGate.Code },
                CancellationToken.None);
            throw ApiGate.Refusal();
        }

        await audit.RecordNowAsync(actor, new(AuditEvents.TokenIssued) { ObjectType = nameof(ApiClient), ObjectId = id }, CancellationToken.None);
        context.Response.Headers.CacheControl = "no-store";
        return new(tokens.Issue(access.User.ApiClientId!.Value, access.SecretId), "Bearer", (int)ApiTokens.Life.TotalSeconds, string.Join(' ', access.Scopes));
    }

    private static (Guid? Id, string Secret) CredentialsOf(HttpRequest request, IFormCollection form)
    {
        string id = form["client_id"].ToString(), secret = form["client_secret"].ToString();
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            var bytes = new byte[header.Length];
            if (Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var count)
                && Encoding.UTF8.GetString(bytes, 0, count).Split(':', 2) is [var name, var word])
            {
                (id, secret) = (Uri.UnescapeDataString(name), Uri.UnescapeDataString(word));
            }
        }

        return (Guid.TryParse(id, out var clientId) ? clientId : null, secret);
    }
}

/// <summary>The form.</summary>
public sealed record TokenRequest(
    [property: JsonPropertyName("grant_type")] string GrantType, [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_secret")] string ClientSecret);

public sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn, string Scope);
