using Microsoft.AspNetCore.Http.Features;

namespace BankCrm.Web.Platform.Requests;

/// <summary>
/// A form that cannot be read at all (U+0000 in it, a body or a field beyond every measure) is the sender's mistake, not ours. Files are read
/// by the pages that take them.
/// </summary>
internal static class ReadableForms
{
    public static IApplicationBuilder UseReadableForms(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Request.ContentLength > context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize)
        {
            Refuse(context, StatusCodes.Status413PayloadTooLarge);
            return;
        }

        if (context.Request.HasFormContentType && !context.Request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                await context.Request.ReadFormAsync(context.RequestAborted);
            }
            catch (InvalidDataException)
            {
                Refuse(context, StatusCodes.Status400BadRequest);
                return;
            }
            catch (BadHttpRequestException e)
            {
                Refuse(context, e.StatusCode);
                return;
            }
        }

        await next(context);
    });

    private static void Refuse(HttpContext context, int status)
    {
        context.Request.ContentType = null; // the page that says so must not try to read it again
        context.Request.ContentLength = null;
        context.Request.Body = Stream.Null;
        context.Response.StatusCode = status;
    }
}
