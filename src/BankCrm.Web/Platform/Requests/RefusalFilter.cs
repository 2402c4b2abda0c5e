using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Security;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Platform.Requests;

/// <summary>A page that shows data beside its form. Loaded before a GET, and again when a POST is refused.</summary>
public interface ILoads
{
    Task LoadAsync(CancellationToken ct);
}

/// <summary>Turns a refusal into the same page, with the user's own words still in the form and the reason above it.</summary>
internal sealed class RefusalFilter(Text text) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var page = (PageModel)context.HandlerInstance;
        var ct = context.HttpContext.RequestAborted;
        var isGet = HttpMethods.IsGet(context.HttpContext.Request.Method) || HttpMethods.IsHead(context.HttpContext.Request.Method);

        if (isGet && await ElsewhereAsync(page, () => page is ILoads loads ? loads.LoadAsync(ct) : Task.CompletedTask) is { } elsewhere)
        {
            context.Result = elsewhere;
            return;
        }

        if (!isGet && !context.ModelState.IsValid)
        {
            context.Result = await AgainAsync(page, StatusCodes.Status422UnprocessableEntity, ct);
            return;
        }

        var executed = await next();
        if (executed.Exception is null or OperationCanceledException)
        {
            return;
        }

        var status = StatusCodes.Status422UnprocessableEntity;
        switch (executed.Exception)
        {
            case ValidationException e:
                AddFaults(page, e);
                break;
            case RefusedException e:
                page.ModelState.AddModelError("", text[e.Message, e.Args]);
                break;
            case ConflictException e:
                page.ModelState.AddModelError("", text[e.Message]);
                page.ViewData["Conflict"] = true;
                status = StatusCodes.Status409Conflict;
                break;
            case TooManyAttemptsException e:
                page.ModelState.AddModelError("", Waiting.Say(page.Response, e, text));
                status = StatusCodes.Status429TooManyRequests;
                break;
            case NotFoundException or ForbiddenException:
                executed.Result = await ElsewhereAsync(page, () => Task.FromException(executed.Exception));
                executed.ExceptionHandled = true;
                return;
            default:
                return;
        }

        executed.ExceptionHandled = true;
        executed.Result = isGet ? page.BadRequest() : await AgainAsync(page, status, ct);
    }

    // Where the page has no field of this name, it is said of the whole form: nothing is refused in silence.
    private static string KeyOf(PageModel page, string property)
    {
        var (type, first) = (page.GetType(), property.Split('.', '[')[0]);
        return type.GetProperty("Input")?.PropertyType.GetProperty(first) is not null ? "Input." + property
            : type.GetProperty(first) is not null ? property
            : "";
    }

    // The sentences of our own rules are keys; those of the library come in the user's language already.
    private void AddFaults(PageModel page, ValidationException refused)
    {
        foreach (var fault in refused.Errors)
        {
            var args = fault.CustomState is object[] given ? given : [];
            page.ModelState.AddModelError(KeyOf(page, fault.PropertyName), text[fault.ErrorMessage, args]);
        }
    }

    private static async Task<IActionResult> AgainAsync(PageModel page, int status, CancellationToken ct)
    {
        if (page is ILoads loads && await ElsewhereAsync(page, () => loads.LoadAsync(ct)) is { } elsewhere)
        {
            return elsewhere;
        }

        var result = page.Page();
        result.StatusCode = status;
        return result;
    }

    /// <summary>Another page than this one, where the work says that there is nothing here for this user.</summary>
    private static async Task<IActionResult?> ElsewhereAsync(PageModel page, Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (NotFoundException)
        {
            return page.NotFound();
        }
        catch (ForbiddenException e)
        {
            await DenialRecorder.RecordAsync(page.HttpContext, e.Permission);
            return page.StatusCode(StatusCodes.Status403Forbidden);
        }
    }
}
