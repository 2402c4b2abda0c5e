using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Common;

public static class ApplicationSetup
{
    /// <summary>Finds every handler and validator, so that adding a feature never means editing a list.</summary>
    /// <exception cref="InvalidOperationException">A request has no [Allow], or a command no validator.</exception>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddScoped<Work>();
        services.AddScoped<OneReading>();
        services.AddScoped<StepUp>();
        services.AddTransient(s => s.GetRequiredService<Work>().User); // transient: who it is may be known only after the scope was opened
        var types = typeof(ApplicationSetup).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false, IsGenericType: false });
        foreach (var type in types)
        {
            foreach (var face in type.GetInterfaces().Where(i => i.IsGenericType))
            {
                AddFace(services, type, face);
            }
        }

        foreach (var type in types.Where(t => t.IsDefined(typeof(PolicyAttribute), inherit: false)))
        {
            services.AddSingleton(type);
            foreach (var face in type.GetInterfaces().Where(i => i.Assembly == type.Assembly))
            {
                services.AddSingleton(face, s => s.GetRequiredService(type));
            }
        }

        if (Requests(services, typeof(ICommandHandler<>)).Except(Requests(services, typeof(IValidator<>))).FirstOrDefault() is { } unguarded)
        {
            throw new InvalidOperationException($"{unguarded.Name} has no validator.");
        }

        return services;
    }

    private static void AddFace(IServiceCollection services, Type type, Type face)
    {
        var kind = face.GetGenericTypeDefinition();
        if (kind == typeof(IValidator<>))
        {
            services.AddSingleton(face, type);
        }
        else if (kind == typeof(ICommandHandler<>) || kind == typeof(IQueryHandler<,>))
        {
            var guard = (kind == typeof(ICommandHandler<>) ? typeof(GuardedCommand<>) : typeof(GuardedQuery<,>))
                .MakeGenericType(face.GetGenericArguments());
            AllowAttribute.On(face.GetGenericArguments()[0]);
            var make = new Lazy<ObjectFactory>(() => ActivatorUtilities.CreateFactory(guard, [face])); // compiling all of them would hold up the start
            services.AddScoped(type);
            services.AddScoped(face, s => make.Value(s, [s.GetRequiredService(type)]));
        }
    }

    private static IEnumerable<Type> Requests(IServiceCollection services, Type face) => services
        .Where(s => s.ServiceType.IsGenericType && s.ServiceType.GetGenericTypeDefinition() == face)
        .Select(s => s.ServiceType.GetGenericArguments()[0]);
}
