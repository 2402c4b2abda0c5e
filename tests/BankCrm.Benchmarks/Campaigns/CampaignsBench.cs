using System.Diagnostics;
using System.Globalization;
using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Audiences;
using BankCrm.Application.Campaigns.Results;
using BankCrm.Application.Common;
using BankCrm.Benchmarks.Http;
using BankCrm.Benchmarks.Segments;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BankCrm.Benchmarks.Campaigns;

/// <summary>
/// Campaigns on a large bank: the forecast and the audience of everybody, the results of five million steps, and how many messages a second leave.
/// <code>dotnet run -c Release --project tests/BankCrm.Benchmarks -- campaigns DIR [most messages 300000] [sending]</code>
/// With the last word, only that.
/// DIR is a data directory with the demonstration bank and <c>seed population</c>. Two instances of the program, built for release, send to a sink on this machine; each is
/// killed with kill -9 once and started again. What the bench wrote it takes out again; the quiet hours of text messages are off meanwhile.
/// </summary>
internal static class CampaignsBench
{
    private const int Rounds = 12;

    /// <summary>A program that has just started compiles itself; that is not counted.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    private static readonly CurrentUser Marketing = CurrentUser.System("bench", CampaignPermissions.Read, CampaignPermissions.Prepare);

    public static async Task RunAsync(string[] args)
    {
        var data = args is [var folder, ..] ? folder : throw new ArgumentException("Name the data directory of a filled bank.", nameof(args));
        var most = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 300_000;
        await using var bank = await BenchBank.StartAsync(data);
        await using var owner = NpgsqlDataSource.Create(bank.OwnerAddress);
        await SegmentsBench.CountHabitsAsync(bank); // or the instances would do it while they send
        await ExecuteAsync(owner, "update campaigns set state = 'Paused' where state = 'Running'");
        var made = new List<Guid>();
        try
        {
            if (args is not [_, _, "sending"])
            {
                made.Add(await EverybodyAsync(bank, owner));
            }

            made.Add(await SendAsync(bank, owner, most));
        }
        finally
        {
            foreach (var campaign in made)
            {
                await ClearAsync(owner, campaign);
            }
        }
    }

    /// <summary>Forecast, audience and results of a campaign for everybody, at the counter.</summary>
    private static async Task<Guid> EverybodyAsync(BenchBank bank, NpgsqlDataSource owner)
    {
        var id = await LaunchAsync(bank, SegmentGroup.All(new SegmentCondition("kind", SegmentTest.IsAnyOf, nameof(CustomerKind.Individual), nameof(CustomerKind.Organisation))), CampaignChannel.Counter);
        var watch = Stopwatch.StartNew();
        var forecast = await AskAsync<ForecastCampaign, CampaignForecast>(bank, new(id));
        Tell($"forecast of {forecast.Audience:N0} customers, {forecast.Reached:N0} reached: {watch.Elapsed.TotalSeconds:N1} s");
        watch.Restart();
        await DoAsync(bank, new PrepareCampaign(id));
        Tell($"their audience written down with reasons, control group and variants: {watch.Elapsed.TotalSeconds:N1} s");

        await ExecuteAsync(
            owner,
            """
            update campaign_contacts set state = 'Sent', sent_at = now() - (('x' || left(md5(id::text), 6))::bit(24)::int % 30) * interval '1 day',
              delivered_at = now(), opened_at = case when left(code, 1) < '8' then now() end,
              answer = case when left(code, 1) < '4' then 'Interested' end, answered_by = case when left(code, 1) < '4' then 'Link' end, answered_at = case when left(code, 1) < '4' then now() end,
              bought_on = case when left(code, 1) < '1' then current_date end
            where campaign_id = $1 and state = 'Planned'
            """, id);
        await ExecuteAsync(
            owner,
            """
            insert into campaign_contacts (id, campaign_id, customer_id, branch_id, wave, arm, channel, state, code, planned_at, due_at, sent_at, delivered_at, opened_at, tries, changed_at)
            select d.id, $1, d.customer_id, d.branch_id, 2, d.arm, d.channel, 'Sent', right(d.id::text, 12), now(), now(), now(), now(), now(), 0, now()
            from (select gen_random_uuid() as id, c.customer_id, c.branch_id, c.arm, c.channel from campaign_contacts c where c.campaign_id = $1 and c.state = 'Sent' and left(c.code, 1) >= '8') d
            """, id);
        var steps = await ReadAsync(owner, "select sum(contacts)::bigint, count(*) from campaign_tallies where campaign_id = $1", id);
        foreach (var by in new[] { ResultsBy.Branch, ResultsBy.Day })
        {
            var times = new List<double>();
            for (var round = 0; round < Rounds + 2; round++)
            {
                watch.Restart();
                await AskAsync<GetCampaignResults, CampaignResults>(bank, new(id, by));
                if (round >= 2)
                {
                    times.Add(watch.Elapsed.TotalMilliseconds);
                }
            }

            times.Sort();
            Tell($"results by {by} of {steps.First:N0} steps in {steps.Second:N0} counts: p50 {times[times.Count / 2]:N0} ms, most {times[^1]:N0} ms");
        }

        Tell($"memory of the process: {Process.GetCurrentProcess().WorkingSet64 / 1024 / 1024} MB");
        return id;
    }

    /// <summary>Two instances, each killed once, and a sink that counts.</summary>
    private static async Task<Guid> SendAsync(BenchBank bank, NpgsqlDataSource owner, int most)
    {
        var id = await LaunchAsync(bank, SegmentGroup.All(new SegmentCondition("marketing", SegmentTest.HasAnyOf, "Sms")), CampaignChannel.Sms);
        await DoAsync(bank, new PrepareCampaign(id));
        await ExecuteAsync(owner, "update campaign_contacts set state = 'Refused', reason = 'Stopped' where id in (select id from campaign_contacts where campaign_id = $1 and state = 'Planned' offset $2)", id, most);
        await ExecuteAsync(owner, "update campaign_contacts set due_at = now() where campaign_id = $1 and state = 'Planned'", id);
        await ExecuteAsync(owner, "update channel_rules set quiet_from = '00:00', quiet_until = '00:00' where channel = 'Sms'");
        var planned = (int)(await ReadAsync(owner, "select count(*), 0::bigint from campaign_contacts where campaign_id = $1 and state = 'Planned'", id)).First;
        await using var sink = new MessageSink();
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["BankCrm__Demonstration"] = "false",
            ["ConnectionStrings__BankCrm"] = bank.OwnerAddress,
            ["BankCrm__Sms__Address"] = sink.Address,
            ["BankCrm__Sms__KeyId"] = "bench",
            ["BankCrm__Sms__Secret"] = MessageSink.Secret,
        };
        ServedProgram?[] programs = [await ServedProgram.StartAsync(bank.Data, settings), await ServedProgram.StartAsync(bank.Data, settings)];
        var watch = Stopwatch.StartNew();
        var killed = 0;
        IReadOnlyList<int> Instances() => [.. programs.Select(p => p!.Id)];
        (int Messages, TimeSpan At, TimeSpan Here, TimeSpan Server, TimeSpan Programs) Now() =>
            (sink.Messages, watch.Elapsed, Environment.CpuUsage.TotalTime, ProcessorTime.Of([bank.Postmaster]), ProcessorTime.Of(Instances()));
        var (from, startedAt) = (Now(), TimeSpan.Zero);
        while ((sink.Messages < planned || await IsWaitingAsync(owner, id)) && watch.Elapsed < TimeSpan.FromMinutes(20))
        {
            await Task.Delay(1000);
            if (watch.Elapsed - startedAt < WarmUp)
            {
                from = Now();
            }

            if (killed < 2 && sink.Messages > planned * (killed + 1) / 3)
            {
                var to = Now();
                var thousands = (to.Messages - from.Messages) / 1000.0;
                Tell($"{(to.Messages - from.Messages) / (to.At - from.At).TotalSeconds:N0} messages a second by two instances; processor for a thousand: {(to.Programs - from.Programs).TotalSeconds / thousands:N2} s in the instances, {(to.Server - from.Server).TotalSeconds / thousands:N2} s in the database, {(to.Here - from.Here).TotalSeconds / thousands:N2} s in the sink; now one is killed at {to.Messages:N0}");
                await programs[killed]!.KillAsync();
                await programs[killed]!.DisposeAsync();
                programs[killed] = await ServedProgram.StartAsync(bank.Data, settings);
                killed++;
                startedAt = watch.Elapsed;
            }
        }

        var taken = sink.Taken;
        var contacts = await IdsAsync(owner, "select id from campaign_contacts where campaign_id = $1 and state = 'Sent'", id);
        Tell($"{planned:N0} planned, {contacts.Count:N0} sent, of them {contacts.Count(c => !taken.Contains(c)):N0} not at the gateway; {taken.Count:N0} messages at the gateway, {taken.Count(t => !contacts.Contains(t)):N0} not of this campaign's sent ones, {sink.Twice:N0} given to it twice; {killed} killed, {watch.Elapsed.TotalSeconds:N0} s in all with the waits for what the killed had taken");
        Tell($"memory of the instances: {string.Join(", ", programs.Select(p => p!.ResidentMegabytes()))} MB");
        foreach (var program in programs)
        {
            await program!.DisposeAsync();
        }

        await ExecuteAsync(owner, "update channel_rules set quiet_from = '21:00', quiet_until = '08:00' where channel = 'Sms'");
        return id;
    }

    // Asked only when the sink has them all: the database has other work.
    private static async Task<bool> IsWaitingAsync(NpgsqlDataSource owner, Guid id) =>
        (await ReadAsync(owner, "select count(*), 0::bigint from campaign_contacts where campaign_id = $1 and state in ('Planned', 'Sending')", id)).First > 0;

    /// <summary>A campaign whose audience is to be written down.</summary>
    private static async Task<Guid> LaunchAsync(BenchBank bank, SegmentGroup asks, CampaignChannel channel)
    {
        await using var scope = bank.Scopes.CreateWork(Marketing);
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        var now = TimeProvider.System.GetUtcNow();
        var today = Branch.DayAt(now);
        var by = await db.Staff.OrderBy(s => s.Id).Select(s => s.Id).Take(2).ToListAsync();
        var segment = Segment.Make(Guid.CreateVersion7(), new($"Bench {now:HHmmss}", "", SegmentReach.Bank), null, asks, by[0], now);
        db.Add(segment);
        var plan = new CampaignPlan { Name = "Bench", StartsOn = today, EndsOn = today.AddDays(60), BPercent = 50, PerHour = CampaignPlan.MostAnHour, MostContacts = 100 };
        var campaign = Campaign.Draft(Guid.CreateVersion7(), null, plan, new([segment.Id], [], [channel]), today, by[0], now);
        foreach (var place in campaign.Places)
        {
            campaign.Say(Guid.CreateVersion7(), place, "", place.Language is TextLanguage.English ? "{customer.name}, more for your savings." : "{customer.name}，您的存款可以有更多选择。", by[0], now);
        }

        campaign.Propose(new Dictionary<Guid, int> { [segment.Id] = 1 }, "", today, by[0], now);
        campaign.Approve(by[1], now);
        campaign.Launch(today, by[0], now);
        db.Add(campaign);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return campaign.Id;
    }

    private static async Task ClearAsync(NpgsqlDataSource owner, Guid campaign)
    {
        await ExecuteAsync(owner, "delete from campaign_contacts where campaign_id = $1", campaign);
        await ExecuteAsync(owner, "update campaigns set state = 'Ended', ended_at = now() where id = $1", campaign);
        await ExecuteAsync(owner, "vacuum analyze campaign_contacts"); // or the next would read what is dead
    }

    private static async Task<TAnswer> AskAsync<TQuery, TAnswer>(BenchBank bank, TQuery query)
    {
        await using var scope = bank.Scopes.CreateWork(Marketing);
        return await scope.ServiceProvider.GetRequiredService<IQueryHandler<TQuery, TAnswer>>().HandleAsync(query, CancellationToken.None);
    }

    private static async Task DoAsync<TCommand>(BenchBank bank, TCommand command)
    {
        await using var scope = bank.Scopes.CreateWork(Marketing);
        await scope.ServiceProvider.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, CancellationToken.None);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource owner, string sql, params object[] values)
    {
        await using var connection = await owner.OpenConnectionAsync();
        await using (var scope = new NpgsqlCommand("select set_config('crm.scope', 'all', false)", connection))
        {
            await scope.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 1200 };
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }

    private static async Task<(long First, long Second)> ReadAsync(NpgsqlDataSource owner, string sql, Guid campaign)
    {
        await using var connection = await owner.OpenConnectionAsync();
        await using (var scope = new NpgsqlCommand("select set_config('crm.scope', 'all', false)", connection))
        {
            await scope.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        command.Parameters.Add(new() { Value = campaign });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    private static async Task<HashSet<Guid>> IdsAsync(NpgsqlDataSource owner, string sql, Guid campaign)
    {
        await using var command = owner.CreateCommand(sql);
        command.Parameters.Add(new() { Value = campaign });
        await using var rows = await command.ExecuteReaderAsync();
        var ids = new HashSet<Guid>();
        while (await rows.ReadAsync())
        {
            ids.Add(rows.GetGuid(0));
        }

        return ids;
    }

    private static void Tell(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
