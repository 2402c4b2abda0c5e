using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace BankCrm.Testing;

/// <summary>The application without the web, on a database of its own.</summary>
public class TestCrm : TestBank, IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("bankcrm-test-").FullName;
    private IHost host = null!;

    public override IServiceProvider Services => host.Services;

    public async Task InitializeAsync()
    {
        await PrepareAsync();
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Test" });
        builder.Configuration.AddInMemoryCollection(Settings.Append(new("BankCrm:DataDirectory", data)));
        builder.Services.AddLogging();
        builder.Services.AddApplication().AddInfrastructure(Database.ApplicationConnectionString, builder.Configuration, builder.Environment);
        builder.Services.AddSingleton<SessionDirectory>();
        Configure(builder.Services);
        host = builder.Build(); // built, not started: jobs run in the tests that call for them
        await OpenHeadOfficeAsync();
    }

    public async Task DisposeAsync()
    {
        host.Dispose();
        await Database.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    /// <summary>What this colleague can do.</summary>
    public TestActor As(TestStaff staff) => new(this, async db => await StaffAccess.OfAsync(
        db, staff.Id, Branch.DayAt(TimeProvider.System.GetUtcNow()), CancellationToken.None) ?? CurrentUser.Nobody);

    public TestActor As(CurrentUser user) => new(this, _ => Task.FromResult(user));

    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings => [];

    protected virtual void Configure(IServiceCollection services)
    {
    }
}

/// <summary>A colleague at work.</summary>
public sealed class TestActor(TestBank bank, Func<CrmDb, Task<CurrentUser>> who)
{
    public async Task SendAsync<TCommand>(TCommand command) where TCommand : notnull
    {
        await using var scope = await OpenAsync();
        await scope.ServiceProvider.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, CancellationToken.None);
    }

    public async Task<TResult> AskAsync<TQuery, TResult>(TQuery query) where TQuery : notnull
    {
        await using var scope = await OpenAsync();
        return await scope.ServiceProvider.GetRequiredService<IQueryHandler<TQuery, TResult>>().HandleAsync(query, CancellationToken.None);
    }

    /// <summary>A scope of services in which this colleague is at work.</summary>
    public async Task<AsyncServiceScope> OpenAsync()
    {
        var user = await bank.ReadAsync(who);
        return bank.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(user);
    }
}
