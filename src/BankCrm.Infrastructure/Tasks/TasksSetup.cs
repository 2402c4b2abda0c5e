using BankCrm.Application.Customers.Deaths;
using BankCrm.Application.Tasks.Absences;
using BankCrm.Application.Tasks.Digests;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Application.Tasks.Reminders;
using BankCrm.Infrastructure.Platform.Jobs;
using BankCrm.Infrastructure.Tasks.Absences;
using BankCrm.Infrastructure.Tasks.Digests;
using BankCrm.Infrastructure.Tasks.FollowUps;
using BankCrm.Infrastructure.Tasks.Notices;
using BankCrm.Infrastructure.Tasks.Plans;
using BankCrm.Infrastructure.Tasks.Queues;
using BankCrm.Infrastructure.Tasks.Reminders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Tasks;

internal static class TasksSetup
{
    /// <param name="connectionString">Of the role that serves.</param>
    public static IServiceCollection AddTasks(this IServiceCollection services, string connectionString, IConfiguration configuration)
    {
        services.AddScoped<IAbsenceLock, AbsenceLock>();
        services.AddSingleton(configuration.GetSection("BankCrm:FollowUps").Get<ReminderRules>() ?? new());
        services.AddSingleton((configuration.GetSection("BankCrm:Deaths").Get<DeathRules>() ?? new()).Checked());
        services.AddSingleton<DeathBell>();
        services.AddHostedService<JobWorker<DeathBell>>();
        services.AddSingleton<AlarmClock>();
        services.AddHostedService<JobWorker<AlarmClock>>();
        services.AddSingleton<QueueDealer>();
        services.AddHostedService<JobWorker<QueueDealer>>();
        services.AddScoped<IPlanGate, PlanGate>();
        services.AddSingleton<PlanClock>();
        services.AddHostedService<JobWorker<PlanClock>>();
        services.AddSingleton(DigestRules.Of(configuration["BankCrm:Address"]));
        services.AddSingleton<DigestClock>();
        services.AddHostedService<JobWorker<DigestClock>>();
        services.AddHostedService(s => ActivatorUtilities.CreateInstance<BellWire>(s, connectionString));
        return services;
    }
}
