using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Channels;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using BankCrm.Web.Platform;
using Microsoft.AspNetCore.Mvc;

namespace BankCrm.Web.Api;

/// <summary>What a call brings.</summary>
public sealed record ReportBatch(IReadOnlyList<MessageReport> Reports);

/// <param name="Id">Under which the gateway was given the message; of an e-mail, the figures of its Message-ID.</param>
/// <param name="Status">delivered, failed or no-such-number; of an e-mail delivered, failed, no-such-address or delayed.</param>
/// <param name="At">When it was so.</param>
public sealed record MessageReport(Guid Id, string Status, DateTimeOffset At);

/// <param name="Outcome">
/// new; known, where something was reported before; unknown, where no message of this gateway has the id; ignored, where it is only late; refused, where the status is none.
/// </param>
public sealed record MessageReportResult(Guid Id, string Outcome);

public sealed record ReportBatchAnswer(IReadOnlyList<MessageReportResult> Results);

/// <summary>What the gateways found out about messages they took. They sign their calls as we sign ours, each with its own key, and have no token.</summary>
internal sealed class MessageReportsApi : IEndpoints
{
    private const string Path = ApiSetup.Root + "/message-reports";
    private const int Most = 500;
    private const int LongestBatch = 256 * 1024;

    private static readonly CurrentUser SmsGateway = CurrentUser.System("sms gateway", OutboxPermissions.Send);
    private static readonly CurrentUser MailServer = CurrentUser.System("mail server", OutboxPermissions.Send);

    public void Map(IEndpointRouteBuilder app) => app.MapPost(Path, ReceiveAsync)
        .AllowAnonymous()
        .DisableAntiforgery() // no cookie counts here: the signature does
        .WithTags("Messages")
        .WithName("ReportMessages")
        .WithSummary("Takes delivery reports of the gateways for text messages and e-mails, signed with X-Key-Id, X-Timestamp and X-Signature")
        .Accepts<ReportBatch>("application/json")
        .Produces<ReportBatchAnswer>()
        .Refuses(401, 413, 415, 422, 429);

    private static async Task<ReportBatchAnswer> ReceiveAsync(
        HttpContext context, [FromServices] IGatewaySeal seal, [FromServices] IServiceScopeFactory scopes, [FromServices] IAuditTrail audit)
    {
        var (request, ct) = (context.Request, context.RequestAborted);
        var body = await ApiBody.ReadAsync(request, LongestBatch, ct);
        if (seal.SignedBy(
            request.Method, request.Path, request.Headers["X-Key-Id"].ToString(), request.Headers["X-Timestamp"].ToString(), request.Headers["X-Signature"].ToString(), body.Span) is not { } by)
        {
            await audit.RecordNowAsync(new(AuditEvents.AccessDenied, AuditOutcome.Denied) { ObjectType = $"POST {Path}", ReasonCode = "signature.wrong" }, CancellationToken.None);
            throw new ApiRefusedException(StatusCodes.Status401Unauthorized, "signature.wrong", new Fault("The signature is missing, wrong or too old."));
        }

        var batch = ApiJson.Read<ReportBatch>(body.Span);
        if (batch.Reports.Count is 0 or > Most)
        {
            throw new ApiRefusedException(StatusCodes.Status422UnprocessableEntity, "batch.size", new Fault("Send between 1 and {0} messages a call.", Most));
        }

        var results = new List<MessageReportResult>(batch.Reports.Count);
        foreach (var report in batch.Reports)
        {
            results.Add(new(report.Id, await TakeAsync(scopes, by, report, ct)));
        }

        return new(results);
    }

    // Each in a transaction of its own: one that is amiss takes no other with it, and what is sent again finds itself known.
    private static async Task<string> TakeAsync(IServiceScopeFactory scopes, ChannelKind by, MessageReport report, CancellationToken ct)
    {
        if (by is ChannelKind.Email && report.Status == "delayed")
        {
            return "ignored"; // it is tried again: nothing is settled yet
        }

        DeliveryWord? word = report.Status switch
        {
            "delivered" => DeliveryWord.Delivered,
            "failed" => DeliveryWord.Failed,
            "no-such-number" when by is ChannelKind.Sms => DeliveryWord.NoSuchAddress,
            "no-such-address" when by is ChannelKind.Email => DeliveryWord.NoSuchAddress,
            _ => null,
        };
        if (word is not { } said)
        {
            return "refused";
        }

        await using var work = scopes.CreateWork(by is ChannelKind.Email ? MailServer : SmsGateway);
        try
        {
            await work.ServiceProvider.GetRequiredService<ICommandHandler<ReportDelivery>>().HandleAsync(new(report.Id, said, report.At.ToUniversalTime(), by), ct);
            return "new";
        }
        catch (NotFoundException)
        {
            return "unknown";
        }
        catch (RefusedException)
        {
            return "known";
        }
    }
}
