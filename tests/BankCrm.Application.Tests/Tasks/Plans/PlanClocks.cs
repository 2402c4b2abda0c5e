using BankCrm.Application.Customers.Occasions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Infrastructure.Tasks.Plans;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BankCrm.Application.Tests.Tasks.Plans;

/// <summary>One clock looks through the whole bank, so each of these tests has a bank of its own.</summary>
public abstract class PlanClocks : IAsyncLifetime
{
    protected TestCrm Crm { get; } = new();

    protected static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    protected static DateOnly Today => Branch.DayAt(Now);

    public Task InitializeAsync() => Crm.InitializeAsync();

    public Task DisposeAsync() => Crm.DisposeAsync();

    /// <summary>With whom, in the order in which it was started.</summary>
    protected Task<List<Guid>> StartedAsync(Guid plan) =>
        Crm.ReadAsync(db => db.RunningPlans.Where(r => r.PlanId == plan).OrderBy(r => r.StartedAt).ThenBy(r => r.Id).Select(r => r.CustomerId).ToListAsync());

    protected async Task SearchAsync(DateTimeOffset at) => await new PlanClock(
        Crm.Services.GetRequiredService<IServiceScopeFactory>(), Crm.Services.GetServices<IOccasionSource>(), new StoppedClock(at), NullLogger<PlanClock>.Instance)
        .RunNextAsync(CancellationToken.None);

    private sealed class StoppedClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
