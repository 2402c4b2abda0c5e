using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Common;

/// <summary>On whose behalf this piece of work, a request or a job, is done. Nobody's until it is said.</summary>
public sealed class Work
{
    public CurrentUser User { get; private set; } = CurrentUser.Nobody;

    public void IsDoneBy(CurrentUser user) => User = user;
}

public static class WorkScopes
{
    extension(IServiceScopeFactory scopes)
    {
        /// <summary>A piece of work apart from any request: a job, a verb of the command line.</summary>
        public AsyncServiceScope CreateWork(CurrentUser user)
        {
            var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Work>().IsDoneBy(user);
            return scope;
        }
    }
}
