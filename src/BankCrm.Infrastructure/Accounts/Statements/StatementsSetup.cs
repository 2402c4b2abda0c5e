using BankCrm.Application.Accounts.Statements;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Accounts.Statements;

public static class StatementsSetup
{
    public static IServiceCollection AddStatements(this IServiceCollection services)
    {
        services.AddSingleton(Reading());
        services.AddSingleton<StatementTaker>();
        services.AddHostedService<JobWorker<StatementTaker>>();
        return services;
    }

    /// <summary>For reading a file apart from any bank.</summary>
    public static IStatementReading Reading() => new StatementReading(new());
}
