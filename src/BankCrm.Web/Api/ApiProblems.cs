using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Security;
using FluentValidation;

namespace BankCrm.Web.Api;

/// <summary>Whatever goes wrong below /api is answered as a problem: the same refusals as on pages, in the caller's language.</summary>
internal sealed partial class ApiProblems(RequestDelegate next, Text text, ILogger<ApiProblems> log)
{
    private const int RetrySeconds = 5;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return; // nobody waits for the answer
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, e);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
        {
            await WriteAsync(context, context.Response.StatusCode, CodeOf(context), ReasonOf(context));
        }
    }

    private Task RefuseAsync(HttpContext context, Exception refused) => refused switch
    {
        ApiRefusedException e => WriteAsync(context, e.Status, e.Code, e.Fault, retryAfter: e.RetryAfter),
        ValidationException e => WriteAsync(
            context, StatusCodes.Status422UnprocessableEntity, "input.invalid", new Fault("Some fields are not right: see errors."), ErrorsOf(e)),
        RefusedException e => WriteAsync(context, StatusCodes.Status422UnprocessableEntity, "rule.refused", new Fault(e.Message, e.Args)),
        ConflictException when context.Request.Headers.IfMatch.Count > 0 => WriteAsync(
            context, StatusCodes.Status412PreconditionFailed, "record.changed", new Fault("The record was changed since you read it. Read it again.")),
        ConflictException => WriteAsync(
            context, StatusCodes.Status409Conflict, "record.changed", new Fault("Somebody else changed the same at the same moment. Send it again."),
            retryAfter: TimeSpan.FromSeconds(1)),
        NotFoundException e => WriteAsync(context, StatusCodes.Status404NotFound, "record.unknown", new Fault(e.Message)),
        ForbiddenException e => ForbidAsync(context, e),
        BadHttpRequestException e => WriteAsync(context, e.StatusCode, "request.unreadable", new Fault("The request cannot be read.")),
        _ => FailAsync(context, refused),
    };

    private async Task ForbidAsync(HttpContext context, ForbiddenException e)
    {
        await DenialRecorder.RecordAsync(context, e.Permission);
        await WriteAsync(context, StatusCodes.Status403Forbidden, "scope.missing", Missing(e.Permission));
    }

    private Task FailAsync(HttpContext context, Exception e)
    {
        if (DatabaseAway.IsCauseOf(e))
        {
            LogAway(e);
            return WriteAsync(
                context, StatusCodes.Status503ServiceUnavailable, "service.away", new Fault("The service is not available just now. Send it again in a while."),
                retryAfter: TimeSpan.FromSeconds(RetrySeconds));
        }

        LogFailed(e, context.Request.Path);
        return WriteAsync(
            context, StatusCodes.Status500InternalServerError, "service.failed",
            new Fault("Something went wrong on our side. Nothing was saved; tell us the reference number."));
    }

    public async Task WriteAsync(
        HttpContext context, int status, string code, Fault fault, IReadOnlyDictionary<string, string[]>? errors = null, TimeSpan? retryAfter = null)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json; charset=utf-8";
        if (retryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        var problem = new ApiProblem(TitleOf(status), status, text[fault], context.Request.Path, code, RequestReference.Of(context), errors);
        await context.Response.Body.WriteAsync(ApiJson.Write(problem), CancellationToken.None);
    }

    private string TitleOf(int status) => text[status switch
    {
        400 => "The request cannot be read",
        401 => "No valid token",
        403 => "Not allowed",
        404 => "Not found",
        405 => "Not this method",
        409 => "Not at this moment",
        412 => "Changed meanwhile",
        413 => "Too long",
        415 => "Not this format",
        422 => "Refused",
        428 => "A header is missing",
        429 => "Too many requests",
        503 => "Not available just now",
        >= 500 => "Something went wrong on our side",
        _ => "Refused",
    }];

    private static string CodeOf(HttpContext context) => context.Response.StatusCode switch
    {
        401 => "token.invalid",
        403 when context.Items.ContainsKey(typeof(ForbiddenException)) => "scope.missing",
        404 => "address.unknown",
        413 => "body.too-long",
        429 => "rate.exceeded",
        _ => "request.refused",
    };

    private static Fault ReasonOf(HttpContext context) => context.Response.StatusCode switch
    {
        401 => new Fault("Ask for a token at /api/v1/token and send it as “Authorization: Bearer …”. A token is good for 15 minutes."),
        403 when context.Items[typeof(ForbiddenException)] is ForbiddenException e => Missing(e.Permission),
        404 => new Fault("There is nothing at this address."),
        405 => new Fault("This address does not take the method."),
        413 => new Fault("The body is too long. Send it in several parts."),
        429 => new Fault("Wait as long as Retry-After says, then go on."),
        _ => new Fault("The request was refused."),
    };

    private static Fault Missing(string scope) => new("This API client does not have the scope {0}.", scope);

    private Dictionary<string, string[]> ErrorsOf(ValidationException refused) => refused.Errors
        .GroupBy(e => e.PropertyName)
        .ToDictionary(e => e.Key, e => e.Select(fault => text[fault.ErrorMessage, fault.CustomState as object[] ?? []]).ToArray());

    [LoggerMessage(LogLevel.Error, "A request to {Path} failed")]
    private partial void LogFailed(Exception e, string path);

    [LoggerMessage(LogLevel.Warning, "The database did not answer a request of another system")]
    private partial void LogAway(Exception e);
}
