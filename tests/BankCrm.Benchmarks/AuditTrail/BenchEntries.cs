using System.Globalization;

namespace BankCrm.Benchmarks.AuditTrail;

/// <summary>Entries as a busy bank writes them.</summary>
internal static class BenchEntries
{
    /// <summary>Ids of version 7, in the order of time as the application makes them.</summary>
    public static string Fill(int count) => string.Create(CultureInfo.InvariantCulture,
        $$"""
        insert into audit_entries (id, event, outcome, actor, actor_name, actor_role, actor_branch, session_ref, ip, correlation, object_type,
          object_id, customer_ref, branch_id, reason_code, reason_text, changes, fmt)
        select (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - {{count}} + n), 12, '0') || '7' || substr(md5(n::text), 1, 3) ||
            '8' || substr(md5(n::text), 5, 15))::uuid,
          'record.changed', 'ok', md5('a' || n % 500)::uuid, '张伟', 'Teller', md5('b' || n % 40)::uuid, md5('s' || n % 5000), '10.0.0.' || n % 250,
          '0HN7' || n, 'Customer', md5('c' || n % 100000)::uuid, md5('c' || n % 100000)::uuid, md5('b' || n % 40)::uuid, 'counter', '客户在柜台',
          '{"Address":["' || repeat(md5(n::text), 3) || '","' || repeat(md5('x' || n), 3) || '"]}', 1
        from generate_series(1, {{count}}) n
        """);
}
