using BankCrm.Application.Common;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.TagHelpers;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace BankCrm.Web.Platform.Shell;

public static class ShellSetup
{
    /// <summary>Languages, menu, notices and what the tag helpers need. Needs Razor Pages, a TimeProvider and a scoped CurrentUser.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLanguages(configuration);
        services.AddSingleton(new Menu(
            Found.All<IMenuEntry>(typeof(ShellSetup).Assembly), Found.All<IQuickAction>(typeof(ShellSetup).Assembly)));
        services.AddScoped<FieldRules>();
        services.AddScoped<OneByOne>();
        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = Notices.Cookie;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.IsEssential = true;
        });
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        return services;
    }

    /// <summary>
    /// Pages for what went wrong, then the language. First in the pipeline, inside the request log. The API answers for itself.
    /// </summary>
    public static IApplicationBuilder UseShell(this IApplicationBuilder app)
    {
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/api"), pages => pages
            .UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/errors/500",
                StatusCodeSelector = StatusFor,
                AllowStatusCode404Response = true,
            })
            .UseStatusCodePagesWithReExecute("/errors/{0}"));
        return app.UseLanguages();
    }

    private static int StatusFor(Exception exception) => exception switch
    {
        NotFoundException => StatusCodes.Status404NotFound,
        ForbiddenException => StatusCodes.Status403Forbidden,
        ConflictException => StatusCodes.Status409Conflict,
        BadHttpRequestException bad => bad.StatusCode,
        _ when DatabaseAway.IsCauseOf(exception) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
