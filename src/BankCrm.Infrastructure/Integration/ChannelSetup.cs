using BankCrm.Application.Cases.Mails;
using BankCrm.Application.Platform;
using BankCrm.Application.Platform.Channels;
using BankCrm.Infrastructure.Integration.Email;
using BankCrm.Infrastructure.Integration.Email.Incoming;
using BankCrm.Infrastructure.Integration.Email.Returned;
using BankCrm.Infrastructure.Integration.Sms;
using BankCrm.Infrastructure.Platform.Jobs;
using BankCrm.Infrastructure.Platform.Outbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BankCrm.Infrastructure.Integration;

internal static class ChannelSetup
{
    public static IServiceCollection AddChannels(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var (email, sms) = (configuration.GetSection("BankCrm:Email").Get<EmailOptions>() ?? new(), configuration.GetSection("BankCrm:Sms").Get<SmsOptions>() ?? new());
        email.Check();
        sms.Check();
        if (sms.KeyId.Length > 0 && sms.KeyId == email.ReportKeyId)
        {
            throw new StartUpException("BankCrm:Email:ReportKeyId is BankCrm:Sms:KeyId: who reports of which messages is told by the key.");
        }

        services.AddSingleton(email);
        services.AddSingleton(sms);
        services.AddSingleton<MailIds>();
        services.AddSingleton<IEmailChannel>(s => email.Host.Length == 0 && environment.IsDevelopment() ? new NoGateway() : new SmtpChannel(email, s.GetRequiredService<MailIds>()));
        services.AddSingleton<ISmsGateway>(s => sms.Address.Length == 0 && environment.IsDevelopment()
            ? new NoGateway() : new HttpSmsGateway(s.GetRequiredService<SmsHttp>().Client, sms, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SmsHttp>();
        services.AddSingleton<IGatewaySeal, GatewaySeal>();
        services.AddSingleton<OutgoingChannels>();
        services.AddSingleton<OutboxSender>();
        services.AddHostedService<JobWorker<OutboxSender>>();
        services.AddSingleton<ReturnedMailReader>();
        if (email.Returned.IsSetUp)
        {
            services.AddHostedService<JobWorker<ReturnedMailReader>>();
        }

        services.AddSingleton<IncomingMailReader>();
        services.AddSingleton<IIncomingMailbox>(new IncomingMailbox(email.Incoming.IsSetUp));
        if (email.Incoming.IsSetUp)
        {
            services.AddHostedService<JobWorker<IncomingMailReader>>();
        }

        services.AddHealthChecks().AddCheck<OutboxHealth>("outbox");
        return services;
    }
}

/// <summary>One client for the gateway: it follows no redirection, which could carry a message elsewhere, and looks its name up anew every few minutes.</summary>
internal sealed class SmsHttp : IDisposable
{
    public HttpClient Client { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    });

    public void Dispose() => Client.Dispose();
}
