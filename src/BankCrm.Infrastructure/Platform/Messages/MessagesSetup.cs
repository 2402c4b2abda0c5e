using BankCrm.Application.Platform.Messages;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Platform.Messages;

internal static class MessagesSetup
{
    public static IServiceCollection AddMessageStore(this IServiceCollection services)
    {
        services.AddScoped<IMessageStore, MessageStore>();
        services.AddSingleton<MessageTidying>();
        services.AddHostedService<JobWorker<MessageTidying>>();
        return services;
    }
}

/// <summary>Forgets what old messages said. That they were received stays known.</summary>
internal sealed class MessageTidying(IServiceScopeFactory scopes, TimeProvider clock) : IJob
{
    /// <summary>Longer than any source sends again.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public TimeSpan Pause { get; } = TimeSpan.FromHours(6);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        await scopes.AsSystemAsync("messages", db => new MessageStore(db, clock).ForgetDigestsAsync(clock.GetUtcNow() - KeptFor, ct));
        return false;
    }
}
