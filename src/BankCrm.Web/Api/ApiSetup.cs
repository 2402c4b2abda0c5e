using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Web.Platform.Security;
using Microsoft.AspNetCore.Authentication;

namespace BankCrm.Web.Api;

internal static class ApiSetup
{
    public const string Root = "/api/v1";

    public const string ProblemType = "application/problem+json";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSingleton<ApiTokens>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiAuthentication>(ApiAuthentication.SchemeName, null);
        services.Configure<AuthenticationSchemeOptions>(
            SessionAuthentication.SchemeName, session => session.ForwardDefaultSelector = context => IsForClients(context.Request) ? ApiAuthentication.SchemeName : null);
        services.ConfigureHttpJsonOptions(json => ApiJson.Strict(json.SerializerOptions));
        services.AddScoped<Keyed>();
        services.AddApiDescription();
        return services;
    }

    /// <summary>Early: what goes wrong later is answered as a problem.</summary>
    public static IApplicationBuilder UseApiProblems(this IApplicationBuilder app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseMiddleware<ApiProblems>());

    /// <summary>As soon as it is known who calls.</summary>
    public static IApplicationBuilder UseApiGate(this IApplicationBuilder app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseMiddleware<ApiGate>());

    /// <summary>An address that other systems call: with a scope, a record of its use, and refusals as problems.</summary>
    /// <param name="path">Below <see cref="Root"/>.</param>
    /// <param name="scope">Without which it is refused.</param>
    public static RouteHandlerBuilder MapForClients(this IEndpointRouteBuilder app, string method, string path, string scope, Delegate handler) =>
        app.MapMethods(Root + path, [method], handler)
            .RequireAuthorization(scope)
            .DisableAntiforgery() // no cookie counts here, so nobody can be made to send it
            .AddEndpointFilter(RecordUseAsync)
            .WithMetadata(new ApiScopeNeeded(scope))
            .Refuses(400, 401, 403, 429, 503);

    /// <summary>With which problems it may answer.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<ApiProblem>(status, ProblemType);
        }

        return endpoint;
    }

    // On record before anything is answered. What changes many records is recorded with them, in their transaction.
    private static async ValueTask<object?> RecordUseAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var result = await next(invocation);
        var endpoint = (RouteEndpoint)invocation.HttpContext.GetEndpoint()!;
        if (endpoint.Metadata.GetMetadata<RecordsItself>() is null)
        {
            await invocation.HttpContext.RequestServices.GetRequiredService<IAuditTrail>().RecordNowAsync(
                new(AuditEvents.ApiUsed) { ObjectType = $"{invocation.HttpContext.Request.Method} {endpoint.RoutePattern.RawText}" }, CancellationToken.None);
        }

        return result;
    }

    // The description is read by people who have signed in, and by clients.
    private static bool IsForClients(HttpRequest request) =>
        request.Path.StartsWithSegments("/api")
        || (request.Path.StartsWithSegments(ApiDescription.Root) && request.Headers.Authorization.Count > 0);
}

/// <summary>On an address: the scope without which it refuses.</summary>
internal sealed record ApiScopeNeeded(string Scope);

/// <summary>On an address whose handler writes the record of its use itself.</summary>
internal sealed record RecordsItself;
