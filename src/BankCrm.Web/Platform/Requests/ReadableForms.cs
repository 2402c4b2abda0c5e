namespace BankCrm.Web.Platform.Requests;

/// <summary>
/// A form that cannot be read at all (U+0000 in it, a field beyond every measure) is the sender's mistake, not ours. Files are read
/// by the pages that take them.
/// </summary>
internal static class ReadableForms
{
    public static IApplicationBuilder UseReadableForms(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Request.HasFormContentType && !context.Request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                await context.Request.ReadFormAsync(context.RequestAborted);
            }
            catch (InvalidDataException)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }
        }

        await next(context);
    });
}
