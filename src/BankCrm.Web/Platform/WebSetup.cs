using System.Text.Encodings.Web;
using System.Text.Unicode;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Web.Api;
using BankCrm.Web.Platform.Hosting;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Security;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.WebEncoders;

namespace BankCrm.Web.Platform;

internal static class WebSetup
{
    /// <summary>Long enough for every rule to say itself that a text is too long; what is longer still is not read at all.</summary>
    private const int LongestField = 2 * 1024 * 1024;

    public static IServiceCollection AddWeb(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<SessionDirectory>();
        services.AddSingleton<DemonstrationUsers>();
        services.AddAuthentication(SessionAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, DenialRecorder>();

        services.AddSingleton<RefusalFilter>();
        services.AddSingleton<StepUpFilter>();
        services.AddSingleton<OverPostFilter>();
        services.Configure<FormOptions>(form => form.ValueLengthLimit = LongestField);
        services.AddRazorPages(pages => pages.Conventions.AddFolderApplicationModelConvention("/", DemandPermission))
            .AddMvcOptions(mvc =>
            {
                mvc.Filters.AddService<OverPostFilter>();
                mvc.Filters.AddService<StepUpFilter>();
                mvc.Filters.AddService<RefusalFilter>();
                mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            });
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)); // Chinese stays readable, and short
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "crm-form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.HeaderName = "X-Form-Token";
        });
        services.AddRequestLimits(configuration);
        services.AddApi();
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        services.AddShell(configuration);
        return services;
    }

    public static void UseWeb(this WebApplication app)
    {
        app.UseMiddleware<RequestLog>();
        app.UseResponseHeaders();
        app.UseRequestGate();
        app.UseShell();
        app.UseApiProblems();
        app.UseRouting();
        app.UseAuthentication();
        app.UseApiGate();
        app.UseRateLimiter();
        app.UseFirstSteps();
        app.UseAuthorization();
        app.UseReadableForms();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapHealth();
        app.MapApiDescription();
        foreach (var endpoints in typeof(WebSetup).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IEndpoints))))
        {
            ((IEndpoints)Activator.CreateInstance(endpoints)!).Map(app);
        }
    }

    // Every page says who may open it; one that does not stops the start.
    private static void DemandPermission(PageApplicationModel page)
    {
        var model = page.ModelType!.AsType();
        if (!model.IsDefined(typeof(AllowAnonymousAttribute), inherit: false))
        {
            page.EndpointMetadata.Add(new AuthorizeAttribute(AllowAttribute.On(model)));
        }
    }
}

/// <summary>Addresses that are no pages. Found, not listed; each names its permission or allows anybody.</summary>
internal interface IEndpoints
{
    void Map(IEndpointRouteBuilder app);
}
