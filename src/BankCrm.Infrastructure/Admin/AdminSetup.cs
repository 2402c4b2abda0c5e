using BankCrm.Application.Admin.ApiClients;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Infrastructure.Admin.Calendar;
using BankCrm.Infrastructure.Admin.Users;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Admin;

internal static class AdminSetup
{
    /// <summary>PBKDF2 with HMAC-SHA512: as many as OWASP asks for, and some.</summary>
    private const int Rounds = 220_000;

    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddIdentityCore<SignIn>(identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                identity.Password.RequiredLength = 1; // our own rules are in PasswordRules
            })
            .AddUserStore<UserOnlyStore<SignIn, CrmDb, Guid>>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = Rounds);
        services.AddSingleton<SignInAttempts>();
        services.AddSingleton<ApiClientDirectory>();
        services.AddScoped<IPasswords, Passwords>();
        services.AddScoped<FrontDoor>();
        services.AddScoped<IAdministratorsLock, AdministratorsLock>();
        services.AddScoped<Administrators>();
        services.AddScoped<RoleGiving>();
        services.AddSingleton<CalendarWatch>();
        services.AddHostedService<JobWorker<CalendarWatch>>();
        services.AddHealthChecks().AddCheck<CalendarHealth>("calendar");
        return services;
    }
}
