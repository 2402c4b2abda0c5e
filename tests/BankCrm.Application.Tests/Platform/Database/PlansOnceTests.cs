using BankCrm.Application.Common;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Platform.Database;

public sealed class PlansOnceTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task What_is_read_of_one_customer_is_planned_once_and_nothing_else_is()
    {
        await using var work = crm.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("test"));
        var (db, reading) = (work.ServiceProvider.GetRequiredService<CrmDb>(), work.ServiceProvider.GetRequiredService<OneReading>());

        var ofOne = await reading.ReadOfOneAsync(() => ModeAsync(db), CancellationToken.None);
        var ofMany = await reading.ReadAsync(() => ModeAsync(db), CancellationToken.None);

        Assert.Equal(("force_generic_plan", "auto"), (ofOne, ofMany));
    }

    private static Task<string> ModeAsync(CrmDb db) => db.Database.SqlQuery<string>($"select current_setting('plan_cache_mode') as \"Value\"").SingleAsync();
}
