using BankCrm.Application.Common;
using BankCrm.Application.Platform;
using BankCrm.Infrastructure;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Web.Platform;
using BankCrm.Web.Platform.Hosting;

try
{
    var line = CommandLine.Read(args);
    if (line.TryHelp())
    {
        return 0;
    }

    var builder = WebApplication.CreateBuilder(args);
    builder.WebHost.UseStaticWebAssets(); // also outside Development, when run from the build's output
    builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
    {
        builder.WebHost.UseUrls("http://localhost:5080");
    }

    var data = DataDirectory.Settle(builder);
    builder.AddLog(data, quiet: line.Verb is not null);

    if (line.Verb is { NeedsBank: false })
    {
        await using var settings = Start.SettingsOnly(builder);
        return await line.RunAsync(settings, BankDatabase.None, CancellationToken.None);
    }

    CrmModels.BuildFirst();
    await using var database = await BankDatabase.OpenAsync(builder, data, CancellationToken.None);
    builder.Services
        .AddApplication()
        .AddInfrastructure(database.Connection, builder.Configuration, builder.Environment)
        .AddWeb(builder.Configuration);

    await using var app = builder.Build();
    if (line.Verb is not null)
    {
        return await line.RunAsync(app.Services, database, CancellationToken.None);
    }

    var prepared = Start.PrepareAsync(app, database);
    app.UseWeb();
    await prepared;
    app.Lifetime.ApplicationStarted.Register(CrmModels.BuildRest);
    await app.RunAsync();
    return 0;
}
catch (VerbException e)
{
    return CommandLine.Say(e.Message, 2);
}
catch (IOException e) when (AddressTaken.IsCauseOf(e))
{
    return CommandLine.Say($"{e.Message} Stop the program that has it, or choose another address with --urls.", 1);
}
catch (StartUpException e)
{
    return CommandLine.Say(e.Message, 1);
}
catch (OperationCanceledException)
{
    return CommandLine.Say("It was stopped before it had started.", 1);
}

/// <summary>Named for the tests, which start the application through it.</summary>
public partial class Program;
