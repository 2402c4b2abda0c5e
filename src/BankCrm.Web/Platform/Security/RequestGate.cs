using BankCrm.Application.Common;

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

    /// <summary>Whose password was given by somebody else chooses their own first.</summary>
    public static IApplicationBuilder UseFirstPassword(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var user = context.RequestServices.GetRequiredService<Work>().User;
        if (user.MustChangePassword
            && context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Mvc.RazorPages.CompiledPageActionDescriptor>() is not null
            && !context.Request.Path.StartsWithSegments("/account") && !context.Request.Path.StartsWithSegments("/errors"))
        {
            context.Response.Redirect("/account/password");
            return;
        }

        await next(context);
    });
}
