using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using BankCrm.Infrastructure.Integration.Email;
using BankCrm.Infrastructure.Integration.Sms;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Web.Tests.Api;

/// <summary>A bank whose gateway for text messages reports by itself.</summary>
public sealed class GatewayApp : TestApp
{
    public const string KeyId = "crm-1";
    public const string Secret = "a-secret-of-the-tests-0123456789abcdef";
    public const string MailKeyId = "mails-1";
    public const string MailSecret = "another-secret-of-the-tests-0123456789";

    protected override void Configure(IServiceCollection services) =>
        services.AddSingleton(new SmsOptions { Address = "https://gateway.example/sms", KeyId = KeyId, Secret = Secret })
            .AddSingleton(new EmailOptions { ReportKeyId = MailKeyId, ReportSecret = MailSecret });
}

public sealed class MessageReportsApiTests(GatewayApp app) : IClassFixture<GatewayApp>
{
    private const string Path = "/api/v1/message-reports";

    [Fact]
    public async Task Each_report_is_taken_once_and_an_unknown_message_takes_no_other_with_it()
    {
        var (sent, none) = (await SentAsync(), Guid.NewGuid());
        object[] reports = [Report(none), Report(sent, "arrived?"), Report(sent), Report(sent, "failed")];

        var (status, answer) = await SendAsync(reports);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["unknown", "refused", "new", "known"], Outcomes(answer));
        var again = await SendAsync(reports);
        Assert.Equal(["unknown", "refused", "known", "known"], Outcomes(again.Answer));
        var message = await app.ReadAsync(db => db.OutgoingMessages.Where(m => m.Id == sent).Select(m => new { m.State, m.DeliveredAt, Steps = m.Steps.Count(s => s.Kind == OutgoingStepKind.Delivered) }).SingleAsync());
        Assert.Equal((OutgoingState.Sent, 1), (message.State, message.Steps));
        Assert.NotNull(message.DeliveredAt);
    }

    [Fact]
    public async Task What_is_not_signed_by_the_gateway_now_changes_nothing_and_is_on_record()
    {
        var sent = await SentAsync();
        var before = await DeniedAsync();
        object[] reports = [Report(sent)];

        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(reports, secret: "another-secret-0123456789-0123456789")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(reports, keyId: "crm-2")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(reports, minutes: -6)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(reports, minutes: 6)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(reports, change: body => body.Replace("delivered", "failed", StringComparison.Ordinal))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(reports, signedPath: "/sms/messages")).Status);
        var bare = await app.Browser().Http.PostAsJsonAsync(Path, new { reports });
        Assert.Equal(HttpStatusCode.Unauthorized, bare.StatusCode);

        Assert.Null(await app.ReadAsync(db => db.OutgoingMessages.Where(m => m.Id == sent).Select(m => m.DeliveredAt).SingleAsync()));
        Assert.Equal(before + 7, await DeniedAsync());
    }

    [Fact]
    public async Task Mails_that_come_back_are_reported_with_a_key_of_their_own_which_counts_for_e_mails_only()
    {
        var (mail, text) = (await SentAsync(ChannelKind.Email), await SentAsync());

        var (_, answer) = await SendAsync(
            [Report(text, "no-such-address"), Report(mail, "delayed"), Report(mail, "no-such-number"), Report(mail, "no-such-address"), Report(mail, "no-such-address")],
            GatewayApp.MailSecret, GatewayApp.MailKeyId);

        Assert.Equal(["unknown", "ignored", "refused", "new", "known"], Outcomes(answer));
        Assert.Equal(["unknown"], Outcomes((await SendAsync([Report(mail)])).Answer)); // nor does the other gateway speak of e-mails
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync([Report(mail)], GatewayApp.Secret, GatewayApp.MailKeyId)).Status);
        var bounced = await app.ReadAsync(db => db.OutgoingMessages.Where(m => m.Id == mail).Select(m => new { m.State, m.Reason }).SingleAsync());
        Assert.Equal((OutgoingState.Failed, OutgoingReason.NoSuchAddress), (bounced.State, bounced.Reason));
        Assert.Equal(OutgoingState.Sent, await app.ReadAsync(db => db.OutgoingMessages.Where(m => m.Id == text).Select(m => m.State).SingleAsync()));
    }

    [Fact]
    public async Task A_body_that_is_none_is_refused_as_a_problem()
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync([])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync([new { id = Guid.NewGuid(), status = "delivered", at = DateTimeOffset.UnixEpoch, to = "13800000000" }])).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync([.. Enumerable.Range(0, 4000).Select(_ => Report(Guid.NewGuid()))])).Status);
    }

    private static object Report(Guid id, string status = "delivered") => new { id, status, at = TimeProvider.System.GetUtcNow() };

    private static IEnumerable<string?> Outcomes(JsonElement answer) => answer.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("outcome").GetString());

    private Task<int> DeniedAsync() => app.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Event == AuditEvents.AccessDenied && e.ObjectType == "POST " + Path));

    private async Task<Guid> SentAsync(ChannelKind channel = ChannelKind.Sms)
    {
        var customer = await app.NewBranch().HasCustomerAsync();
        return await app.WorkAsync(async (db, services) =>
        {
            var id = await services.GetRequiredService<CustomerMessages>().AddAsync(
                db, await db.Customers.SingleAsync(c => c.Id == customer), MessageToCustomer.InWords(channel, MessagePurpose.Service, "", "Your card is here."), null, CancellationToken.None);
            db.ChangeTracker.Entries<OutgoingMessage>().Single().Entity.Sent("http", TimeProvider.System.GetUtcNow());
            return id;
        });
    }

    // By code of its own: what the product signs and what it expects must be what docs/channels.md says.
    private async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(
        object[] reports, string secret = GatewayApp.Secret, string keyId = GatewayApp.KeyId, int minutes = 0, Func<string, string>? change = null, string signedPath = Path)
    {
        var body = JsonSerializer.Serialize(new { reports });
        var moment = TimeProvider.System.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"POST\n{signedPath}\n{moment}\n{digest}")));
        var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(change?.Invoke(body) ?? body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Key-Id", keyId);
        request.Headers.Add("X-Timestamp", moment);
        request.Headers.Add("X-Signature", signature);
        var answer = await app.Browser().Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
