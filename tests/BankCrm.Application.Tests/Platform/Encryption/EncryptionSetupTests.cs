using BankCrm.Application.Common;
using BankCrm.Application.Platform;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.Encryption;
using BankCrm.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Npgsql;

namespace BankCrm.Application.Tests.Platform.Encryption;

[Collection(nameof(EmptyDatabases))]
public sealed class EncryptionSetupTests : IDisposable
{
    private const string Value = "BankCrm:Encryption:KeyRing";
    private const string FileSetting = "BankCrm:Encryption:KeyRingFile";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Outside_Production_the_ring_is_made_in_the_data_directory()
    {
        using var services = Build(Environments.Development, ("BankCrm:DataDirectory", folder.Path));

        services.GetRequiredService<ICustomerVault>().Create(Guid.NewGuid());

        Assert.True(File.Exists(folder.RingFile));
    }

    [Fact]
    public async Task Production_starts_only_with_a_ring_that_was_given()
    {
        using var unnamed = Build(Environments.Production, ("BankCrm:DataDirectory", folder.Path));
        using var missing = Build(Environments.Production, (FileSetting, folder.RingFile));
        using var both = Build(Environments.Production, (FileSetting, folder.RingFile), (Value, KeyRingContent.Make(Rings.Now).ToJson()));

        await Assert.ThrowsAsync<StartUpException>(() => StartAsync(unnamed));
        await Assert.ThrowsAsync<StartUpException>(() => StartAsync(missing));
        await Assert.ThrowsAsync<StartUpException>(() => StartAsync(both));
        Assert.False(File.Exists(folder.RingFile));

        KeyRingFile.Make(folder.RingFile, Rings.Now);
        await StartAsync(missing);
    }

    [Fact]
    public async Task A_ring_may_stand_in_the_settings_themselves()
    {
        var json = KeyRingContent.Make(Rings.Now).ToJson();
        using var one = Build(Environments.Production, (Value, json));
        using var two = Build(Environments.Production, (Value, json));
        await StartAsync(one);

        var (key, _) = one.GetRequiredService<ICustomerVault>().Create(Guid.NewGuid());

        two.GetRequiredService<ICustomerVault>().Open(key.CustomerId, key.Wrapped);
    }

    [Fact]
    public async Task What_one_instance_protects_another_reads_and_the_database_shows_no_key()
    {
        await using var database = await TestServer.EmptyAsync();
        await using var owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
        await using (var table = owner.CreateCommand(
            "create table data_protection_keys (id uuid primary key, name varchar(200) not null, xml bytea not null)"))
        {
            await table.ExecuteNonQueryAsync();
        }

        using var one = Build(Environments.Development, database);
        var cookie = one.GetDataProtectionProvider().CreateProtector("cookie").Protect("session");

        using var two = Build(Environments.Development, database);
        Assert.Equal("session", two.GetDataProtectionProvider().CreateProtector("cookie").Unprotect(cookie));

        await using var readable = owner.CreateCommand("select count(*) from data_protection_keys where encode(xml, 'escape') ilike '%masterKey%'");
        await using var all = owner.CreateCommand("select count(*) from data_protection_keys");
        Assert.Equal((0L, 1L), ((long)(await readable.ExecuteScalarAsync())!, (long)(await all.ExecuteScalarAsync())!));

        File.Delete(folder.RingFile);
        using var otherRing = Build(Environments.Development, database);
        Assert.ThrowsAny<Exception>(() => otherRing.GetDataProtectionProvider().CreateProtector("cookie").Unprotect(cookie));
        Assert.Equal(1L, (long)(await all.ExecuteScalarAsync())!);
    }

    private static async Task StartAsync(IServiceProvider services)
    {
        foreach (var hosted in services.GetServices<IHostedService>().Where(h => h.GetType().DeclaringType == typeof(EncryptionSetup)))
        {
            await hosted.StartAsync(CancellationToken.None);
        }
    }

    private static ServiceProvider Build(string environment, params (string Key, string Value)[] settings) =>
        Services(environment, settings).BuildServiceProvider();

    private ServiceProvider Build(string environment, TestDatabase database)
    {
        var services = Services(environment, [("BankCrm:DataDirectory", folder.Path)]);
        services.AddScoped<Work>();
        services.AddSingleton(_ => NpgsqlDataSource.Create(database.ApplicationConnectionString));
        services.AddDbContext<CrmDbContext>((s, options) => options.UseCrmDatabase(s.GetRequiredService<NpgsqlDataSource>()));
        services.AddScoped<CrmDb>(s => s.GetRequiredService<CrmDbContext>());
        return services.BuildServiceProvider();
    }

    private static ServiceCollection Services(string environment, (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();
        var host = new HostingEnvironment { EnvironmentName = environment, ContentRootPath = Path.GetTempPath() };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddEncryption(configuration, host);
        return services;
    }
}
