using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Platform.Database;
using Npgsql;
using NpgsqlTypes;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

internal sealed class AuditTrailWriter(CrmDb db, CurrentUser user, NpgsqlDataSource database) : IAuditTrail
{
    public void Record(AuditRecord what) => db.Add(AuditEntry.Of(user.ToAuditActor(), what));

    public Task WriteAsync(AuditRecord what, CancellationToken ct) =>
        InsertAsync(db.OpenTransaction().Connection!, AuditEntry.Of(user.ToAuditActor(), what), ct);

    public Task RecordNowAsync(AuditRecord what, CancellationToken ct) => RecordNowAsync(user.ToAuditActor(), what, ct);

    public async Task RecordNowAsync(AuditActor actor, AuditRecord what, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await InsertAsync(connection, AuditEntry.Of(actor, what), ct);
    }

    private static async Task InsertAsync(NpgsqlConnection connection, AuditEntry entry, CancellationToken ct)
    {
        await using var insert = connection.CreateCommand();
        insert.CommandText =
            """
            insert into audit_entries (id, event, outcome, actor, actor_name, actor_role, actor_branch, session_ref, ip, correlation, object_type,
              object_id, customer_ref, branch_id, reason_code, reason_text, changes, fmt)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """;
        Add(entry.Id);
        Add(entry.Event);
        Add(entry.Outcome switch { AuditOutcome.Ok => "ok", AuditOutcome.Denied => "denied", _ => "error" });
        Add(entry.Actor);
        Add(entry.ActorName);
        Add(entry.ActorRole);
        Add(entry.ActorBranch);
        Add(entry.SessionRef);
        Add(entry.Ip);
        Add(entry.Correlation);
        Add(entry.ObjectType);
        Add(entry.ObjectId);
        Add(entry.CustomerRef);
        Add(entry.BranchId);
        Add(entry.ReasonCode);
        Add(entry.ReasonText);
        Add(entry.Changes);
        Add(entry.Fmt);
        await insert.ExecuteNonQueryAsync(ct);

        void Add<T>(T value) => insert.Parameters.Add(new()
        {
            Value = value is null ? DBNull.Value : value,
            NpgsqlDbType = typeof(T) == typeof(short) ? NpgsqlDbType.Smallint
                : typeof(T) == typeof(Guid) || typeof(T) == typeof(Guid?) ? NpgsqlDbType.Uuid : NpgsqlDbType.Text,
        });
    }
}
