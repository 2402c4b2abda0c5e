using BankCrm.Application.Common;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Platform.Outbox;

/// <summary>The statement by which a process takes messages; two that run at once never take the same.</summary>
internal static class OutboxSql
{
    /// <summary>The oldest that are due, of channels that send, nobody works at; those of a process that died too, when its lease is over.</summary>
    public static Task<IReadOnlyList<Guid>> ClaimAsync(
        CrmDb db, string worker, IReadOnlyList<string> channels, DateTimeOffset now, TimeSpan lease, int most, CancellationToken ct) => db.ReadAsync(
        """
        update outgoing_messages set leased_by = $1, leased_until = $2
        where id in (
          select m.id from outgoing_messages m
          where m.ended_at is null and m.due_at <= $3 and (m.leased_until is null or m.leased_until < $3)
            and m.channel = any (select r.channel from channel_rules r where r.stopped_at is null and r.channel = any ($4))
          order by m.due_at, m.id limit $5
          for update skip locked)
        returning id
        """,
        row => row.GetGuid(0), ct, worker, now + lease, now, channels.ToArray(), most);
}
