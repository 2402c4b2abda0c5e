using System.Net;
using BankCrm.Application.Admin.ApiClients;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Web.Api;

/// <summary>A client calls from where it said it would, or is refused, whatever token it shows.</summary>
internal sealed class ApiGate(RequestDelegate next)
{
    public const string Code = "address.refused";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<ApiAccess>() is { } access && !Admits(access, context.Connection.RemoteIpAddress))
        {
            await context.RequestServices.GetRequiredService<IAuditTrail>().RecordNowAsync(
                new(AuditEvents.AccessDenied, AuditOutcome.Denied) { ObjectType = nameof(ApiClient), ReasonCode = Code, ReasonText = context.Request.Path },
                CancellationToken.None);
            throw Refusal();
        }

        await next(context);
    }

    public static bool Admits(ApiAccess access, IPAddress? address) => address is not null && NetworkAddress.IsWithin(address, access.Addresses);

    public static ApiRefusedException Refusal() =>
        new(StatusCodes.Status403Forbidden, Code, new Fault("This API client may not call from this address."));
}
