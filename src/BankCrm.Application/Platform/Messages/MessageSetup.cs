using BankCrm.Application.Common;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Platform.Messages;

public static class MessageSetup
{
    /// <summary>Takes in messages of a kind.</summary>
    /// <exception cref="InvalidOperationException">The record does not say who may send it: it has no [Allow].</exception>
    public static IServiceCollection AddMessages<T, THandler>(this IServiceCollection services)
        where T : class
        where THandler : class, IMessageHandler<T>
    {
        AllowAttribute.On(typeof(T));
        services.AddScoped<IMessageHandler<T>, THandler>();
        services.AddScoped<MessageSorter<T>>();
        services.AddScoped<IMessageGate<T>, MessageGate<T>>();
        services.AddScoped<IMessageStream, MessageStream<T>>();
        return services;
    }
}
