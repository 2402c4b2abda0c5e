using BankCrm.Application.Admin.ApiClients;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Infrastructure.Admin.Calendar;
using BankCrm.Infrastructure.Admin.SecondFactors;
using BankCrm.Infrastructure.Admin.Users;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BankCrm.Infrastructure.Admin;

internal static class AdminSetup
{
    /// <summary>PBKDF2 with HMAC-SHA512: as many as OWASP asks for, and some.</summary>
    private const int Rounds = 220_000;

    public static IServiceCollection AddAdmin(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var isReal = environment.IsProduction();
        var policy = SecondFactorPolicy.Of(
            configuration["BankCrm:SignIn:SecondFactor"], isReal ? SecondFactorRule.Required : SecondFactorRule.Offered,
            configuration["BankCrm:SignIn:Passkeys"], isReal ? PasskeyRule.Required : PasskeyRule.Offered);
        services.AddSingleton(policy);
        services.AddPasskeys(PasskeyAddress.Of(configuration["BankCrm:SignIn:Address"], configuration["AllowedHosts"], policy.Passkeys is PasskeyRule.Required));
        services.AddIdentityCore<SignIn>(identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                identity.Password.RequiredLength = 1; // our own rules are in PasswordRules
            })
            .AddUserStore<PasskeyUsers>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = Rounds);
        services.AddSingleton<SignInAttempts>();
        services.AddSingleton<FactorSql>();
        services.AddSingleton<ApiClientDirectory>();
        services.AddScoped<SignInFailures>();
        services.AddScoped<IPasswords, Passwords>();
        services.AddScoped<ISecondFactors, FactorStore>();
        services.AddScoped<FrontDoor>();
        services.AddScoped<IAdministratorsLock, AdministratorsLock>();
        services.AddScoped<Administrators>();
        services.AddScoped<RoleGiving>();
        services.AddSingleton<CalendarWatch>();
        services.AddHostedService<JobWorker<CalendarWatch>>();
        services.AddHealthChecks().AddCheck<CalendarHealth>("calendar");
        return services;
    }

    private static void AddPasskeys(this IServiceCollection services, PasskeyAddress address)
    {
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.ServerDomain = address.Host;
            passkeys.ValidateOrigin = page => ValueTask.FromResult(!page.CrossOrigin && address.Accepts(page.Origin));
            passkeys.UserVerificationRequirement = "required"; // a passkey that is found opens nothing
            passkeys.AuthenticatorTimeout = FactorSql.Patience;
        });
        services.AddScoped<PasskeyHandler<SignIn>>();
        services.AddScoped<Passkeys>();
        services.AddScoped<IPasskeys>(scope => scope.GetRequiredService<Passkeys>());
    }
}
