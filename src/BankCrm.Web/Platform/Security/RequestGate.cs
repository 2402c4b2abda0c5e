using BankCrm.Application.Common;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Platform.Security;

/// <summary>What is refused before any page is reached.</summary>
internal static class RequestGate
{
    public static IApplicationBuilder UseRequestGate(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var isUnsafe = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        if (HttpMethods.IsTrace(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
        else if (isUnsafe && context.Request.Headers["Sec-Fetch-Site"] == "cross-site")
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else
        {
            await next(context);
        }
    });

    /// <summary>Whose password was given by somebody else chooses their own first; who has to show more than a password sets that up next. Until then nothing else opens.</summary>
    public static IApplicationBuilder UseFirstSteps(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var user = context.RequestServices.GetRequiredService<Work>().User;
        var first = user.MustChangePassword ? "/account/password" : user.MustAddFactor ? "/account/security" : null;
        if (first is null || context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            || context.Request.Path.StartsWithSegments("/account") || context.Request.Path.StartsWithSegments("/errors"))
        {
            await next(context);
        }
        else if (endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not null)
        {
            context.Response.Redirect(first);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    });
}
