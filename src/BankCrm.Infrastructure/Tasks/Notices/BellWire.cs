using BankCrm.Application.Tasks.Notices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BankCrm.Infrastructure.Tasks.Notices;

/// <summary>The one connection by which an instance hears from the database whose bell rings. Its own, for a pooler in between may not let it listen.</summary>
/// <param name="connectionString">Of the role that serves.</param>
internal sealed partial class BellWire(string connectionString, Bell bell, TimeProvider clock, ILogger<BellWire> log) : BackgroundService
{
    public const string Channel = "crm_bell";
    public const string Staff = "staff ";
    public const string Session = "session ";

    // Without a word for so long the line is tried: a broken one says nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                LogCut(e);
            }
            finally
            {
                bell.Fail();
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal void Hear(string said)
    {
        if (said.StartsWith(Staff, StringComparison.Ordinal) && Guid.TryParse(said.AsSpan(Staff.Length), out var staffId))
        {
            bell.Ring(staffId);
        }
        else if (said.StartsWith(Session, StringComparison.Ordinal) && Guid.TryParse(said.AsSpan(Session.Length), out var sessionId))
        {
            bell.End(sessionId);
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var line = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "bankcrm bell" }.ConnectionString);
        line.Notification += (_, told) => Hear(told.Payload);
        await line.OpenAsync(ct);
        await SayAsync(line, $"listen {Channel}", ct);
        bell.Begin();
        while (true)
        {
            if (!await line.WaitAsync(Patience, ct))
            {
                await SayAsync(line, "select", ct);
            }
        }
    }

    private static async Task SayAsync(NpgsqlConnection line, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, line);
        await command.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(LogLevel.Warning, "The database cannot be listened to: browsers ask for their notices until it can")]
    private partial void LogCut(Exception e);
}
