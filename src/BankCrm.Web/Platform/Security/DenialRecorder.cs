using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace BankCrm.Web.Platform.Security;

/// <summary>Whoever was refused a page is on record before they read that they were.</summary>
internal sealed class DenialRecorder : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden)
        {
            var permission = policy.Requirements.OfType<PermissionRequirement>().FirstOrDefault()?.Permission ?? AllowAttribute.Everyone;
            await RecordAsync(context, permission);
            context.Items[typeof(ForbiddenException)] = new ForbiddenException(permission); // the error page names it
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await usual.HandleAsync(next, context, policy, authorizeResult);
    }

    public static Task RecordAsync(HttpContext context, string permission) =>
        context.RequestServices.GetRequiredService<IAuditTrail>().RecordNowAsync(
            new(AuditEvents.AccessDenied, AuditOutcome.Denied) { ObjectType = permission, ReasonText = context.Request.Path }, CancellationToken.None);
}
