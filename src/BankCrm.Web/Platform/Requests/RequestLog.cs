using System.Diagnostics;
using System.Security.Claims;
using BankCrm.Web.Platform.Security;
using Serilog.Events;

namespace BankCrm.Web.Platform.Requests;

/// <summary>One structured event a request. Never its query or body: they hold personal data.</summary>
internal sealed class RequestLog(RequestDelegate next, Serilog.ILogger logger)
{
    private readonly Serilog.ILogger log = logger.ForContext<RequestLog>();

    public async Task InvokeAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
            Write(context, start, context.Response.StatusCode, null);
        }
        catch (Exception e) when (Write(context, start, StatusCodes.Status500InternalServerError, e))
        {
            throw; // never: the filter lets it go on with its stack as it is
        }
    }

    private bool Write(HttpContext context, long start, int status, Exception? error)
    {
        var level = status >= 500 ? LogEventLevel.Error : IsDull(context.Request.Path) ? LogEventLevel.Verbose : LogEventLevel.Information;
        if (log.IsEnabled(level))
        {
            log.ForContext("Route", (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText)
                .ForContext("UserId", context.User.FindFirstValue(ClaimTypes.NameIdentifier))
                .ForContext("ClientIp", context.Connection.RemoteIpAddress?.ToString())
                .ForContext("Reference", RequestReference.Of(context))
                .Write(level, error, "HTTP {RequestMethod} {RequestPath} responded {StatusCode} in {Elapsed:0.0000} ms",
                    context.Request.Method, PathOf(context), status, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return false;
    }

    // The last part of a link of a campaign is a key.
    private static string? PathOf(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/o") ? RequestLimitsSetup.OfferPath : context.Request.Path.Value;

    private static bool IsDull(PathString path) =>
        path.StartsWithSegments("/health") || path.StartsWithSegments("/lib") || path.StartsWithSegments("/css") || path.StartsWithSegments("/js");
}
