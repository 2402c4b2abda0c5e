using BankCrm.Application.Platform;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Web.Platform.Hosting;

/// <summary>What must be so before the first request is answered.</summary>
internal static class Start
{
    /// <summary>For a verb that opens no database.</summary>
    public static ServiceProvider SettingsOnly(WebApplicationBuilder builder) => new ServiceCollection()
        .AddSingleton<IConfiguration>(builder.Configuration)
        .AddSingleton<IHostEnvironment>(builder.Environment)
        .AddSingleton(TimeProvider.System)
        .BuildServiceProvider();

    /// <exception cref="StartUpException">It is not so; the message says what to do.</exception>
    public static async Task PrepareAsync(WebApplication app, BankDatabase database)
    {
        var ct = app.Lifetime.ApplicationStopping;
        if (app.Environment.IsDevelopment() && database.OwnerConnection is not null)
        {
            await CrmDatabase.MigrateAsync(database.OwnerConnection, applicationPassword: null, ct);
        }

        await CrmDatabase.DemandReadyAsync(app.Services, ct);
        if (app.Environment.IsDevelopment() && app.Configuration.GetValue("BankCrm:Demonstration", true))
        {
            await app.Services.GetRequiredService<DemonstrationUsers>().FillAsync(app, ct);
        }
    }
}
