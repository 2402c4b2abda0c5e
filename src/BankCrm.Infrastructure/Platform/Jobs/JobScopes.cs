using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Platform.Jobs;

/// <summary>Short pieces of a job's work, each in a scope and a transaction of its own.</summary>
internal static class JobScopes
{
    /// <summary>Nobody waits at a page for what a job asks of the database: counting a branch of a large bank takes longer than a page may.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    extension(IServiceScopeFactory scopes)
    {
        /// <summary>As the job itself, which sees all branches and has no permission. Not to be cancelled: what it keeps must be kept.</summary>
        public async Task<T> AsSystemAsync<T>(string job, Func<CrmDb, Task<T>> work)
        {
            await using var scope = scopes.CreateWork(CurrentUser.System(job));
            var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
            db.Database.SetCommandTimeout(Patience);
            await using var transaction = await db.BeginAsync(CancellationToken.None);
            var result = await work(db);
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }

        /// <summary>Sends a command as somebody.</summary>
        public async Task SendAsync<TCommand>(CurrentUser user, TCommand command)
        {
            await using var scope = scopes.CreateWork(user);
            await scope.ServiceProvider.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, CancellationToken.None);
        }
    }

    /// <summary>The process, as a lease names it.</summary>
    public static string NewWorker() => $"{Environment.MachineName[..Math.Min(20, Environment.MachineName.Length)]}/{Guid.NewGuid():n}";
}
