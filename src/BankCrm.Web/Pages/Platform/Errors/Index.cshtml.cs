using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Platform.Errors;

/// <summary>What went wrong, what to do, and the number under which the log has the rest. Shown in place of the page asked for.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken] // shown after posts too, refused ones among them
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    private Failure failure = Failure.Of(StatusCodes.Status404NotFound);

    public int Code { get; private set; }

    public string Title => failure.Title;

    public string Advice => failure.Advice;

    /// <summary>Nobody is signed in, or the error may be the database's: the page must not need either.</summary>
    public bool IsBare => Code >= StatusCodes.Status500InternalServerError || User.Identity?.IsAuthenticated != true;

    public string Reference => RequestReference.Of(HttpContext);

    /// <summary>What the user would have to be allowed.</summary>
    public string? Needed { get; private set; }

    /// <summary>The address to try once more, where that can help.</summary>
    public string? Again { get; private set; }

    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context)
    {
        var thrown = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        var refused = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        var asked = thrown is null && refused is null ? RouteData.Values["code"]?.ToString() : null;

        Code = asked is null ? Response.StatusCode : int.Parse(asked, System.Globalization.CultureInfo.InvariantCulture);
        failure = Failure.Of(Code);
        Needed = (thrown?.Error as ForbiddenException ?? HttpContext.Items[typeof(ForbiddenException)] as ForbiddenException)?.Permission;
        Again = failure.MayPass && HttpMethods.IsGet(Request.Method) ? thrown?.Path ?? refused?.OriginalPath + refused?.OriginalQueryString : null;
        if (asked is not null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound; // opened by hand: nothing went wrong, nothing is here
        }
    }

    public void OnGet()
    {
    }

    public void OnPost()
    {
    }
}
