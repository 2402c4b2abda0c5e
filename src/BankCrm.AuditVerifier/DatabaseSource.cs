using System.Data;
using Npgsql;

namespace BankCrm.AuditVerifier;

/// <summary>Reads the trail from PostgreSQL, as of one moment and without writing, in the format its backups are made of.</summary>
internal sealed class DatabaseSource : ITrailSource
{
    private const string EntryColumns =
        "e.fmt, e.id, e.at, e.event, e.outcome, e.actor, e.actor_name, e.actor_role, e.actor_branch, e.session_ref, e.ip, e.correlation, " +
        "e.object_type, e.object_id, e.customer_ref, e.branch_id, e.reason_code, e.reason_text, e.changes";

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private CopyReader rows;
    private bool chainRead;

    private DatabaseSource(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        (this.connection, this.transaction) = (connection, transaction);
        Run(
            "set transaction read only; select set_config('crm.scope', 'all', true); set local search_path = pg_catalog, public; " +
            "set local statement_timeout = 0");
        Taken = Number("select (extract(epoch from now()) * 1000000)::bigint");

        // Entries lie on disk nearly as they are chained: following the keys streams at once and needs no room for sorting.
        Run("set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_sort = off");
        rows = Copy(
            $"""
            select s.seq, s.entry_id, s.prev_hash, s.hash, s.sealed_at, {EntryColumns}
            from public.audit_seals s left join public.audit_entries e on e.id = s.entry_id order by s.seq
            """);
    }

    public long First => 1;

    public bool IsComplete => true;

    public long Taken { get; }

    public (long Sealed, long Unsealed)? Counted => null;

    public long Vanished { get; private set; }

    public static DatabaseSource Open(string connectionString)
    {
        NpgsqlConnection? own = null;
        try
        {
            own = new(new NpgsqlConnectionStringBuilder(connectionString)
            {
                Pooling = false,
                ApplicationName = "bankcrm-audit-verifier",
                CommandTimeout = 0,
            }.ConnectionString);
            own.Open();
            return new(own, own.BeginTransaction(IsolationLevel.RepeatableRead));
        }
        catch (Exception e) when (e is NpgsqlException or ArgumentException or InvalidOperationException or TimeoutException)
        {
            own?.Dispose();
            throw new UnusableException($"The database cannot be read: {e.Message}");
        }
    }

    public bool Read(Row row)
    {
        row.Clear();
        if (rows.Read(row, chainRead ? Field.Fmt : Field.Seq))
        {
            return true;
        }

        if (chainRead)
        {
            return false;
        }

        rows.Dispose();
        chainRead = true;
        Run("set local enable_hashjoin = on; set local enable_mergejoin = on");
        Vanished = Number(
            """
            select count(*) from public.audit_unsealed q where not exists (select from public.audit_entries e where e.id = q.entry_id)
              and not exists (select from public.audit_seals s where s.entry_id = q.entry_id)
            """);
        rows = Copy(
            $"select {EntryColumns} from public.audit_entries e where not exists (select from public.audit_seals s where s.entry_id = e.id)");
        return Read(row);
    }

    public void Dispose()
    {
        rows.Dispose();
        transaction.Dispose();
        connection.Dispose();
    }

    private CopyReader Copy(string query) => new(connection.BeginRawBinaryCopy($"copy ({query}) to stdout (format binary)"));

    private void Run(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection, transaction);
        command.ExecuteNonQuery();
    }

    private long Number(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection, transaction);
        return (long)command.ExecuteScalar()!;
    }
}
