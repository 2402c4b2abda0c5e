using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace BankCrm.Web.Platform.Security;

/// <summary>The password or a passkey is asked for, with all that was typed kept in the form that asks.</summary>
/// <param name="Fields">What was sent, to be sent again.</param>
/// <param name="IsReading">A page was opened: shown that it is them, they are led back to it.</param>
/// <param name="Ways">By what they can show it.</param>
/// <param name="Fault">Why it is asked for once more. Null: for the first time.</param>
public sealed record StepUpQuestion(
    StepUpPurpose Purpose, IReadOnlyList<KeyValuePair<string, string>> Fields, string Back, bool IsReading, OnceMoreWays Ways, string? Fault)
{
    public const string HandleField = "__StepUpHandle";
    public const string AnswerField = "__StepUpAnswer";
    public const string PasswordField = "__StepUp";
    public const string PurposeField = "__StepUpFor";
    public const string ReadingField = "__StepUpToRead";
}

/// <summary>
/// Where the work asks for it, the colleague gives their password once more, or shows a passkey, before it is done. The form that was sent is kept in the page that asks, and is sent again by it:
/// nothing typed is lost, and no page has to know. Where a page is opened whose reading asks for it, the question stands at the page's own address and leads back to it.
/// </summary>
internal sealed class StepUpFilter(Text text) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var page = (PageModel)context.HandlerInstance;
        if (context.HttpContext.Request.HasFormContentType && PurposeOf(context.HttpContext.Request.Form) is { } shownFor && await ShowAsync(page, shownFor) is { } again)
        {
            context.Result = again;
            return;
        }

        if (IsReading(page))
        {
            context.Result = page.LocalRedirect(page.Request.PathBase + page.Request.Path + page.Request.QueryString);
            return;
        }

        var executed = await next();
        if (executed.Exception is StepUpRequiredException e && (executed.HttpContext.Request.HasFormContentType || HttpMethods.IsGet(executed.HttpContext.Request.Method)))
        {
            executed.ExceptionHandled = true;
            executed.Result = await AskAsync(page, e.Purpose);
        }
    }

    private static bool IsReading(PageModel page) => page.Request.HasFormContentType && page.Request.Form.ContainsKey(StepUpQuestion.ReadingField);

    private static StepUpPurpose? PurposeOf(IFormCollection form) =>
        (form.ContainsKey(StepUpQuestion.PasswordField) || IsSigned(form)) && Enum.TryParse<StepUpPurpose>(form[StepUpQuestion.PurposeField], out var purpose) && Enum.IsDefined(purpose) ? purpose : null;

    private static bool IsSigned(IFormCollection form) => !string.IsNullOrEmpty(form[StepUpQuestion.AnswerField]);

    /// <summary>Null: it is them.</summary>
    private async Task<IActionResult?> ShowAsync(PageModel page, StepUpPurpose purpose)
    {
        var (door, form, ct) = (DoorOf(page), page.Request.Form, page.HttpContext.RequestAborted);
        try
        {
            if (IsSigned(form))
            {
                return await door.ShowAsync(purpose, new PasskeyAnswer(form[StepUpQuestion.HandleField], form[StepUpQuestion.AnswerField]), ct) ? null
                    : await AskAsync(page, purpose, text["The passkey did not show that it is you, or your account is locked for a while. Try once more."]);
            }

            return await door.ShowAsync(purpose, form[StepUpQuestion.PasswordField].ToString(), ct) ? null
                : await AskAsync(page, purpose, text["This is not your password, or your account is locked for a while."]);
        }
        catch (TooManyAttemptsException e)
        {
            return await AskAsync(page, purpose, Waiting.Say(page.Response, e, text), StatusCodes.Status429TooManyRequests);
        }
    }

    private static FrontDoor DoorOf(PageModel page) => page.HttpContext.RequestServices.GetRequiredService<FrontDoor>();

    private static async Task<ViewResult> AskAsync(PageModel page, StepUpPurpose purpose, string? fault = null, int status = StatusCodes.Status422UnprocessableEntity)
    {
        var ways = await DoorOf(page).OnceMoreAsync(purpose, page.HttpContext.RequestAborted);
        var reads = !page.Request.HasFormContentType || IsReading(page);
        var fields = reads ? [KeyValuePair.Create(StepUpQuestion.ReadingField, "true")]
            : page.Request.Form.Where(f => !f.Key.StartsWith("__", StringComparison.Ordinal)).SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? ""))).ToList();
        var question = new StepUpQuestion(purpose, fields, reads ? page.Url.Content("~/") : page.Request.Path, reads, ways, fault);
        return new()
        {
            ViewName = "/Pages/Account/StepUp.cshtml",
            StatusCode = status,
            TempData = page.TempData,
            ViewData = new ViewDataDictionary<StepUpQuestion>(page.HttpContext.RequestServices.GetRequiredService<IModelMetadataProvider>(), new ModelStateDictionary()) { Model = question },
        };
    }
}
