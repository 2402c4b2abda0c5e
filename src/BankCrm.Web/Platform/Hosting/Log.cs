using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace BankCrm.Web.Platform.Hosting;

internal static class Log
{
    /// <summary>Structured lines into the data directory; the console reads well in Development and is structured elsewhere.</summary>
    /// <remarks>Each program its own file: a second one finds that of the day taken and begins another.</remarks>
    /// <param name="quiet">A verb is at work: only what went wrong.</param>
    public static void AddLog(this WebApplicationBuilder builder, string dataDirectory, bool quiet)
    {
        var settings = new LoggerConfiguration()
            .ReadFrom.Configuration(builder.Configuration)
            .Enrich.FromLogContext()
            .Filter.ByExcluding(e => AddressTaken.IsCauseOf(e.Exception)) // said in one line where the program ends
            .WriteTo.File(new JsonFormatter(), Path.Combine(dataDirectory, "logs", "bankcrm-.json"),
                rollingInterval: RollingInterval.Day, retainedFileCountLimit: 30);
        settings = builder.Environment.IsDevelopment() || quiet
            ? settings.WriteTo.Console(quiet ? LogEventLevel.Warning : LogEventLevel.Information,
                "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}", System.Globalization.CultureInfo.InvariantCulture)
            : settings.WriteTo.Console(new JsonFormatter());

        var logger = settings.CreateLogger();
        builder.Services.AddSingleton<Serilog.ILogger>(logger);
        builder.Logging.ClearProviders().AddSerilog(logger, dispose: true);
    }
}
