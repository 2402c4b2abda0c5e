using System.Data.Common;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>Reads entries as they are stored, without EF Core between.</summary>
internal static class StoredEntries
{
    /// <summary>In the order of <see cref="Read"/>, of a table called e.</summary>
    public const string Columns =
        "e.fmt, e.id, e.at, e.event, e.outcome, e.actor, e.actor_name, e.actor_role, e.actor_branch, e.session_ref, e.ip, e.correlation, " +
        "e.object_type, e.object_id, e.customer_ref, e.branch_id, e.reason_code, e.reason_text, e.changes";

    public const int Count = 19;

    public static StoredEntry Read(DbDataReader row, int at) => new(
        row.GetInt16(at), row.GetGuid(at + 1), row.GetDateTime(at + 2), row.GetString(at + 3), row.GetString(at + 4), Id(row, at + 5),
        Text(row, at + 6), Text(row, at + 7), Id(row, at + 8), Text(row, at + 9), Text(row, at + 10), Text(row, at + 11), Text(row, at + 12),
        Id(row, at + 13), Id(row, at + 14), Id(row, at + 15), Text(row, at + 16), Text(row, at + 17), Text(row, at + 18));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static Guid? Id(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
}
