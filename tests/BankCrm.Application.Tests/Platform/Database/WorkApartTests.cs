using System.Collections.Concurrent;
using BankCrm.Application.Common;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Platform.Database;

/// <summary>
/// Contexts are pooled. One given back twice would be lent to two pieces of work at once, and one of them would read as the other.
/// </summary>
public sealed class WorkApartTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public void A_scope_owns_its_context_under_one_registration_only()
    {
        var services = new ServiceCollection().AddCrmDatabase("Host=nowhere");

        var owned = services.Where(s => s.Lifetime != ServiceLifetime.Singleton && s.ServiceType.IsAssignableTo(typeof(DbContext)));

        Assert.Equal(typeof(CrmDb), Assert.Single(owned).ServiceType);
    }

    [Fact]
    public async Task Work_done_side_by_side_never_shares_a_context()
    {
        var lent = new ConcurrentDictionary<CrmDb, byte>();
        var shared = 0;
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(2)); // two at one connection can wait for ever

        await Parallel.ForEachAsync(Enumerable.Range(0, 4_000), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = end.Token }, async (_, ct) =>
        {
            await using var work = crm.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("side by side"));
            var db = work.ServiceProvider.GetRequiredService<CrmDb>();
            if (!lent.TryAdd(db, 0))
            {
                Interlocked.Increment(ref shared);
            }

            await db.BeginAsync(ct); // and left: giving the context back rolls it back, which takes its time
            lent.TryRemove(db, out var _);
        });

        Assert.Equal(0, shared);
    }

    [Fact]
    public async Task A_context_given_back_forgets_whose_work_it_did()
    {
        CrmDbContext db;
        await using (var work = crm.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("before")))
        {
            db = (CrmDbContext)work.ServiceProvider.GetRequiredService<CrmDb>();
            Assert.True(db.Work.User.IsSystem);
        }

        Assert.False(db.Work.User.IsSystem);
    }
}
