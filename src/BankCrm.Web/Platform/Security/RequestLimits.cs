using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.AspNetCore.RateLimiting;

namespace BankCrm.Web.Platform.Security;

/// <summary>Settings under BankCrm:Limits: how much one colleague, or one address of people not signed in, may ask for. API clients have a rate each.</summary>
public sealed class RequestLimits
{
    /// <summary>The claim that says how many requests a minute an API client may make.</summary>
    internal const string RateClaim = "rate";

    /// <summary>Tokens asked for, a minute and address.</summary>
    public int Tokens { get; init; } = 30;

    /// <summary>Pages of any kind, a minute.</summary>
    public int Pages { get; init; } = 300;

    /// <summary>Searches, a minute.</summary>
    public int Searches { get; init; } = 60;

    /// <summary>Look-ups while typing, a minute: about three make one search.</summary>
    public int Suggestions { get; init; } = 180;

    /// <summary>Links of campaigns opened or answered, a minute and address.</summary>
    public int Offers { get; init; } = 30;

    /// <summary>Customers opened, an hour.</summary>
    public int CustomerViews { get; init; } = 120;
}

internal static class RequestLimitsSetup
{
    /// <summary>Whoever has what follows answers for a customer: no record keeps it.</summary>
    internal const string OfferPath = "/o/";

    public static IServiceCollection AddRequestLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var limits = configuration.GetSection("BankCrm:Limits").Get<RequestLimits>() ?? new();
        return services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = RefuseAsync;
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                ClientLimiter(limits.Pages),
                Limiter("token", limits.Tokens, TimeSpan.FromMinutes(1), IsToken),
                Limiter("page", limits.Pages, TimeSpan.FromMinutes(1), IsPage),
                Limiter("offer", limits.Offers, TimeSpan.FromMinutes(1), IsOffer),
                Limiter("search", limits.Searches, TimeSpan.FromMinutes(1), path => path.Equals("/search", StringComparison.OrdinalIgnoreCase)),
                Limiter("suggest", limits.Suggestions, TimeSpan.FromMinutes(1), path => path.Equals("/search/suggest", StringComparison.OrdinalIgnoreCase)),
                Limiter("view", limits.CustomerViews, TimeSpan.FromHours(1), IsCustomer));
        });
    }

    private static PartitionedRateLimiter<HttpContext> Limiter(string what, int permits, TimeSpan window, Func<string, bool> concerns) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            if (!concerns(context.Request.Path.Value ?? "/"))
            {
                return RateLimitPartition.GetNoLimiter(what);
            }

            var who = context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
            return RateLimitPartition.GetFixedWindowLimiter($"{what} {who}", _ => new()
            {
                PermitLimit = permits,
                Window = window,
                QueueLimit = 0,
            });
        });

    /// <summary>As many a minute as the client may make, and of these at once what it may make in five seconds.</summary>
    /// <param name="strangers">How many a minute from an address that shows no token.</param>
    private static PartitionedRateLimiter<HttpContext> ClientLimiter(int strangers) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
    {
        if (!IsApi(context.Request.Path.Value ?? "/"))
        {
            return RateLimitPartition.GetNoLimiter("no client");
        }

        if (context.User.FindFirstValue(RequestLimits.RateClaim) is not { } rate)
        {
            return RateLimitPartition.GetFixedWindowLimiter(
                $"stranger {context.Connection.RemoteIpAddress}", _ => new() { PermitLimit = strangers, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
        }

        return RateLimitPartition.GetTokenBucketLimiter($"{context.User.FindFirstValue(ClaimTypes.NameIdentifier)} {rate}", _ =>
        {
            var perMinute = int.Parse(rate, CultureInfo.InvariantCulture);
            var period = TimeSpan.FromMinutes(Math.Max(1d / perMinute, 1d / 600));
            return new()
            {
                TokenLimit = Math.Max(perMinute / 12, 1),
                TokensPerPeriod = Math.Max((int)(perMinute * period.TotalMinutes), 1),
                ReplenishmentPeriod = period,
                QueueLimit = 0,
            };
        });
    });

    private static bool IsApi(string path) => path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase);

    private static bool IsToken(string path) => path.Equals(Api.TokenApi.Path, StringComparison.OrdinalIgnoreCase);

    private static bool IsOffer(string path) => path.StartsWith(OfferPath, StringComparison.OrdinalIgnoreCase);

    private static bool IsPage(string path) =>
        !IsApi(path)
        && !path.StartsWith("/lib/", StringComparison.OrdinalIgnoreCase)
        && !path.StartsWith("/health/", StringComparison.OrdinalIgnoreCase)
        && !Path.HasExtension(path);

    // The record itself: /customers/{id}. Pages below it are opened from there.
    private static bool IsCustomer(string path) =>
        path.StartsWith("/customers/", StringComparison.OrdinalIgnoreCase) && Guid.TryParse(path.AsSpan("/customers/".Length), out _);

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken ct)
    {
        var context = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await context.RequestServices.GetRequiredService<IAuditTrail>().RecordNowAsync(
            new(AuditEvents.RateLimited, AuditOutcome.Denied) { ReasonText = IsOffer(context.Request.Path) ? OfferPath : context.Request.Path }, CancellationToken.None);
    }
}
