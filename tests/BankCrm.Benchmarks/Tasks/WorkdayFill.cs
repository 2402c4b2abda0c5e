using System.Diagnostics;
using System.Globalization;
using BankCrm.Domain.Tasks.Interactions;
using BankCrm.Infrastructure.Platform.Encryption;
using Npgsql;
using NpgsqlTypes;

namespace BankCrm.Benchmarks.Tasks;

/// <summary>
/// Gives a bank filled with <c>seed population</c> six follow-ups for each customer whom somebody looks after, three in twenty open, with their histories, and three
/// interactions each, as a restored bank would have them: past the program, but sealed under the customers' keys. Nobody is reminded of them.
/// </summary>
internal static class WorkdayFill
{
    private const int Chunk = 20_000;

    /// <summary>Interactions with a customer.</summary>
    private const int Each = 3;

    public static async Task RunAsync(string owner, string keyRing)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        await RunAsync(connection, "set synchronous_commit = off; set work_mem = '256MB'; alter table follow_ups disable trigger user; alter table interactions disable trigger user");
        var watch = Stopwatch.StartNew();
        var followUps = await RunAsync(connection, FollowUps);
        await RunAsync(connection, Steps);
        Say($"{followUps:N0} follow-ups drawn up in {watch.Elapsed.TotalSeconds:N0} s");

        watch.Restart();
        var vault = new CustomerVault(new KeyRing(KeyRingFile.Read(keyRing), () => KeyRingFile.Read(keyRing)));
        var interactions = 0;
        for (var last = Guid.Empty; ;)
        {
            var customers = await CustomersAsync(connection, last);
            if (customers.Count == 0)
            {
                break;
            }

            await WriteAsync(connection, customers, vault, interactions);
            (interactions, last) = (interactions + (customers.Count * Each), customers[^1].Id);
        }

        await RunAsync(connection, LastContacts);
        Say($"{interactions:N0} interactions drawn up in {watch.Elapsed.TotalSeconds:N0} s");
        await RunAsync(connection, "alter table follow_ups enable trigger user; alter table interactions enable trigger user");
        await RunAsync(connection, "vacuum (analyze) follow_ups, follow_up_steps, interactions, last_contacts");
    }

    private static async Task<List<(Guid Id, Guid Branch, Guid Owner, byte[] Wrapped)>> CustomersAsync(NpgsqlConnection connection, Guid after)
    {
        await using var command = new NpgsqlCommand(
            """
            select c.id, c.branch_id, c.owner_id, k.wrapped from customers c join customer_keys k on k.customer_id = c.id
            where c.id > $1 and c.owner_id is not null order by c.id limit $2
            """, connection);
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = Chunk });
        command.CommandTimeout = 300;
        var found = new List<(Guid, Guid, Guid, byte[])>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            found.Add((rows.GetGuid(0), rows.GetGuid(1), rows.GetGuid(2), rows.GetFieldValue<byte[]>(3)));
        }

        return found;
    }

    private static async Task WriteAsync(NpgsqlConnection connection, List<(Guid Id, Guid Branch, Guid Owner, byte[] Wrapped)> customers, CustomerVault vault, int before)
    {
        var kinds = Enum.GetNames<InteractionKind>();
        var now = TimeProvider.System.GetUtcNow();
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy interactions (id, customer_id, branch_id, kind, direction, at, minutes, subject, colleagues, products, written_by, written_at, audience, changed_at) from stdin (format binary)");
        foreach (var (place, customer) in customers.SelectMany(c => Enumerable.Repeat(c, Each)).Index())
        {
            var at = now.AddMinutes(-(((before + place) * 7919L) % (730 * 24 * 60)));
            var id = Guid.CreateVersion7(at);
            await copy.StartRowAsync();
            await copy.WriteAsync(id, NpgsqlDbType.Uuid);
            await copy.WriteAsync(customer.Id, NpgsqlDbType.Uuid);
            await copy.WriteAsync(customer.Branch, NpgsqlDbType.Uuid);
            await copy.WriteAsync(kinds[place % kinds.Length], NpgsqlDbType.Varchar);
            await copy.WriteAsync(place % 3 == 0 ? nameof(InteractionDirection.Incoming) : nameof(InteractionDirection.Outgoing), NpgsqlDbType.Varchar);
            await copy.WriteAsync(at.UtcDateTime, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(5 + (place % 40), NpgsqlDbType.Integer);
            await copy.WriteAsync(vault.Open(customer.Id, customer.Wrapped).Seal(Interaction.SubjectColumn, id, "谈了存款到期后的打算").Envelope, NpgsqlDbType.Bytea);
            await copy.WriteAsync(Array.Empty<Guid>(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);
            await copy.WriteAsync(Array.Empty<Guid>(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);
            await copy.WriteAsync(customer.Owner, NpgsqlDbType.Uuid);
            await copy.WriteAsync(at.UtcDateTime, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync("Everyone", NpgsqlDbType.Varchar);
            await copy.WriteAsync(at.UtcDateTime, NpgsqlDbType.TimestampTz);
        }

        await copy.CompleteAsync();
    }

    /// <summary>Three in twenty are open, due from ten days ago to two months ahead, one in ten of those with nobody; the others ended in the last two years.</summary>
    private const string FollowUps =
        """
        insert into follow_ups (id, branch_id, customer_id, subject, kind, priority, status, due_at, has_time, owner_id, planned_by, planned_at, planned_for, postponed,
          outcome, ended_at, ended_by, changed_at, reminder)
        select (lpad(to_hex((extract(epoch from planned) * 1000)::bigint), 12, '0') || '7' || substr(md5(id::text || n), 1, 3) || '8' || substr(md5(id::text || n), 4, 15))::uuid,
          branch_id, id, case when n % 2 = 1 then '回访：存款到期后的打算' else 'Call about the wealth product' end, case when n % 2 = 1 then 'Call' else 'Visit' end,
          case when place % 50 = 0 then 'Urgent' when place % 10 = 0 then 'High' else 'Normal' end,
          case when not is_open then 'Done' when place % 9 = 0 then 'Started' when place % 13 = 0 then 'Waiting' else 'Open' end, due, place % 3 = 0,
          case when is_open and (place + n) % 10 = 0 then null else owner_id end, owner_id, planned, (due at time zone 'Asia/Shanghai')::date, 0,
          case when is_open then null else 'Done' end, case when is_open then null else due - interval '2 hours' end, case when is_open then null else owner_id end, planned, 'AtDue'
        from (
          select c.id, c.branch_id, c.owner_id, c.place, n, o.is_open, d.due, least(now(), d.due) - interval '20 days' as planned
          from (select id, branch_id, owner_id, row_number() over (order by md5(id::text)) as place from customers where owner_id is not null) c
          cross join generate_series(1, 6) n
          cross join lateral (select (c.place * 6 + n) % 20 < 3 as is_open) o
          cross join lateral (select date_trunc('hour', now()) + case when o.is_open then ((c.place * 7919 + n * 389) % 1680 - 240) * interval '1 hour' else -((c.place * 7919 + n) % 17520) * interval '1 hour' end as due) d) f
        """;

    private const string Steps =
        """
        insert into follow_up_steps (id, follow_up_id, branch_id, kind, at, by, due_at, changed_at)
        select gen_random_uuid(), id, branch_id, 'Planned', planned_at, planned_by, due_at, planned_at from follow_ups where planned_by is not null and subject in ('回访：存款到期后的打算', 'Call about the wealth product')
        union all select gen_random_uuid(), id, branch_id, 'Completed', ended_at, ended_by, null, ended_at from follow_ups where ended_at is not null and subject in ('回访：存款到期后的打算', 'Call about the wealth product')
        """;

    private const string LastContacts =
        """
        insert into last_contacts (customer_id, branch_id, at, kind)
        select distinct on (customer_id) customer_id, branch_id, at, kind from interactions where withdrawn_at is null and audience in ('Everyone', 'Branch') order by customer_id, at desc, id desc
        on conflict (customer_id) do update set at = excluded.at, kind = excluded.kind
        """;

    private static async Task<int> RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 3600 };
        return await command.ExecuteNonQueryAsync();
    }

    private static void Say(FormattableString what) => Console.WriteLine(what.ToString(CultureInfo.InvariantCulture));
}
