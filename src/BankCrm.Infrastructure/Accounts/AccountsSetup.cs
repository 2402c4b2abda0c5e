using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Alerts;
using BankCrm.Application.Accounts.Arrangements;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Accounts.Occasions;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Infrastructure.Accounts.Alerts;
using BankCrm.Infrastructure.Accounts.Arrangements;
using BankCrm.Infrastructure.Accounts.Habits;
using BankCrm.Infrastructure.Accounts.Intake;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Accounts;

internal static class AccountsSetup
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<MonthTables>();
        services.AddSingleton(new LargeInflow(configuration.GetValue<decimal?>(LargeInflow.Setting)));
        services.AddScoped<OwnMaturities>();
        services.AddScoped<IntakeRoad>();
        services.AddScoped<AccountRecorder>();
        services.AddScoped<TransactionRecorder>();
        services.AddScoped<RateRecorder>();
        services.AddSingleton(AlertRuleFile.Read(configuration[AlertRuleFile.Setting]));
        services.AddScoped<AlertDesk>();
        services.AddScoped<AlertWriter>();
        services.AddScoped<IHintBox, HintBox>();
        services.AddScoped<MovementWatch>();
        services.AddSingleton<ContactWatch>();
        services.AddHostedService<JobWorker<ContactWatch>>();
        services.AddSingleton<HabitCounter>();
        services.AddHostedService<JobWorker<HabitCounter>>();
        services.AddScoped<IAccountIntake, AccountIntake>();
        services.AddScoped<ArrangementTable<ToldCard>>(s => ArrangementTables.Cards(s.GetRequiredService<IBlindIndex>()));
        services.AddSingleton(ArrangementTables.StandingOrders);
        services.AddSingleton(ArrangementTables.Loans);
        services.AddSingleton(ArrangementTables.Positions);
        services.AddScoped<IArrangementIntake, ArrangementIntake>();
        return services;
    }
}
