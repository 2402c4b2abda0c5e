using BankCrm.Application.Accounts.Intake;
using BankCrm.Infrastructure.Accounts.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Accounts;

internal static class AccountsSetup
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<MonthTables>();
        services.AddScoped<AccountRecorder>();
        services.AddScoped<TransactionRecorder>();
        services.AddScoped<RateRecorder>();
        services.AddScoped<IAccountIntake, AccountIntake>();
        return services;
    }
}
