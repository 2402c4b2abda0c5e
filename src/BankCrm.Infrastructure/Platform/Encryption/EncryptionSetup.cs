using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BankCrm.Infrastructure.Platform.Encryption;

public static class EncryptionSetup
{
    /// <summary>The key ring, the ciphers and the blind index over it, and Data Protection, whose keys lie sealed in CrmDb.</summary>
    public static IServiceCollection AddEncryption(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(s => new KeyRingSource(configuration, environment, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => s.GetRequiredService<KeyRingSource>().Open());
        services.AddHostedService<KeyRingAtStart>();

        services.AddSingleton<CustomerVault>();
        services.AddSingleton<ICustomerVault>(s => s.GetRequiredService<CustomerVault>());
        services.AddSingleton<IColumnCipher, ColumnCipher>();
        services.AddSingleton<IBlindIndex, BlindIndex>();
        services.AddSingleton(s => new KeyRewrap(s.GetRequiredService<KeyRing>(), s.GetRequiredService<CustomerVault>()));

        services.AddDataProtection().SetApplicationName("BankCrm");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(
            keys => keys.XmlRepository = ActivatorUtilities.CreateInstance<DataProtectionKeys>(s)));
        return services;
    }

    /// <summary>Asks for the ring, so that one that is missing stops the start and not somebody's first customer.</summary>
    private sealed class KeyRingAtStart(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<KeyRing>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
