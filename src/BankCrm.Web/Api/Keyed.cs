using System.Security.Cryptography;
using BankCrm.Application.Common;
using BankCrm.Application.Integration;
using BankCrm.Domain.Common;
using BankCrm.Domain.Integration;

namespace BankCrm.Web.Api;

/// <summary>
/// A request under its Idempotency-Key: sent again, it is answered as the first time and does nothing. What it answers is saved in the
/// transaction of what it changes, so that there is never one without the other.
/// </summary>
internal sealed class Keyed(CrmDb db, CurrentUser user, IRequestKeys keys)
{
    public const string Header = "Idempotency-Key";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private string key = "";
    private Guid attempt;
    private (int Status, byte[] Answer) given = (StatusCodes.Status500InternalServerError, []);

    /// <summary>Does it, unless it was done.</summary>
    /// <param name="work">Must call <see cref="AnswerAsync"/> within its transaction.</param>
    public async Task<IResult> OnceAsync(HttpContext context, ReadOnlyMemory<byte> body, Func<CancellationToken, Task> work)
    {
        key = KeyOf(context.Request);
        var client = user.ApiClientId ?? throw new ForbiddenException(AllowAttribute.Everyone);
        var route = $"{context.Request.Method} {context.Request.Path}";
        var claim = await keys.ClaimAsync(
            new(client, key, route.Length > ApiRequest.RouteMaxLength ? route[..ApiRequest.RouteMaxLength] : route, SHA256.HashData(body.Span), user.ScopeKey),
            context.RequestAborted);
        switch (claim)
        {
            case RequestClaim.WasAnswered was:
                context.Response.Headers["Idempotent-Replayed"] = "true";
                return Answer(was.Status, was.Answer);
            case RequestClaim.IsAtWork:
                throw new ApiRefusedException(
                    StatusCodes.Status409Conflict, "key.at-work", new Fault("The request under this key is at work. Ask again in a moment."), Patience);
            case RequestClaim.IsAnother:
                throw new ApiRefusedException(
                    StatusCodes.Status422UnprocessableEntity, "key.reused", new Fault("This key was used for another request. Take a new key for each request."));
            case RequestClaim.ReachedOthers:
                throw new ApiRefusedException(
                    StatusCodes.Status403Forbidden, "key.other-branches", new Fault("The branches of this API client have changed since the request was made."));
            case RequestClaim.IsNew isNew:
                attempt = isNew.Attempt;
                break;
        }

        try
        {
            await work(context.RequestAborted);
            return Answer(given.Status, given.Answer);
        }
        catch
        {
            await keys.ReleaseAsync(client, key, attempt, CancellationToken.None);
            throw;
        }
    }

    /// <summary>What the request is answered; saved with the changes that are being saved.</summary>
    public Task AnswerAsync(int status, byte[] answer, CancellationToken ct)
    {
        given = (status, answer);
        return db.AnswerAsync(user.ApiClientId!.Value, key, attempt, status, answer, ct);
    }

    private static IResult Answer(int status, byte[] answer) =>
        answer.Length == 0 ? Results.StatusCode(status) : new JsonBytes(status, answer);

    private static string KeyOf(HttpRequest request) =>
        request.Headers[Header].ToString() is { Length: >= ApiRequest.KeyMinLength and <= ApiRequest.KeyMaxLength } given
        && given.All(sign => sign is > ' ' and <= '~')
            ? given
            : throw new ApiRefusedException(
                StatusCodes.Status400BadRequest, "key.missing",
                new Fault("Send an Idempotency-Key of {0} to {1} letters, figures or signs.", ApiRequest.KeyMinLength, ApiRequest.KeyMaxLength));
}

/// <summary>JSON that was written before.</summary>
internal sealed class JsonBytes(int status, byte[] body) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = body.Length;
        await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
