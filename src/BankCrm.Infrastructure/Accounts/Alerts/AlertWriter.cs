using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Accounts.Alerts;

/// <summary>
/// Raises what was found, once: what is open already grows, what was closed and has grown is opened again. In the transaction that is open, whose
/// customers are locked.
/// </summary>
internal sealed class AlertWriter(CrmDb db, AlertDesk desk, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>Whoever books movements sees no alert; for the rest of this transaction the system does.</summary>
    public const string BehindTheWall = "select set_config('crm.alerts', 'on', true)";

    /// <returns>How many were raised or opened again.</returns>
    public async Task<int> WriteAsync(IReadOnlyList<AlertFinding> findings, CancellationToken ct)
    {
        if (findings.Count == 0)
        {
            return 0;
        }

        await db.ExecuteAsync(BehindTheWall, ct);
        var known = await KnownAsync(findings, ct);
        List<(AlertFinding Finding, Guid Id)> raised = [], reopened = [], grown = [];
        foreach (var finding in findings)
        {
            var same = known[(finding.CustomerId, finding.Key)].Where(k => Math.Abs(k.Day.DayNumber - finding.Day.DayNumber) < finding.Spans).MinBy(k => Math.Abs(k.Day.DayNumber - finding.Day.DayNumber));
            if (same is null)
            {
                raised.Add((finding, Guid.CreateVersion7()));
            }
            else if ((same.Amount, same.Movements) != (finding.Amount, finding.Movements) && same.Day <= finding.Day)
            {
                (same.IsClosed ? reopened : grown).Add((finding, same.Id));
            }
        }

        await InsertAsync(raised, ct);
        await GrowAsync(grown, reopen: false, ct);
        await GrowAsync(reopened, reopen: true, ct);
        await StepsAsync([.. raised.Select(r => (r.Id, AlertStepKind.Raised)), .. reopened.Select(r => (r.Id, AlertStepKind.Reopened))], ct);
        foreach (var (what, (finding, id)) in raised.Select(r => (AuditEvents.AlertRaised, r)).Concat(reopened.Select(r => (AuditEvents.AlertReopened, r))))
        {
            await RecordAsync(what, finding, id, ct);
        }

        return raised.Count + reopened.Count;
    }

    private async Task<ILookup<(Guid Customer, string Key), Known>> KnownAsync(IReadOnlyList<AlertFinding> findings, CancellationToken ct) =>
        (await db.ReadAsync(
            """
            select a.id, a.customer_id, a.key, a.day, a.amount, a.movements, a.status = 'Closed' from movement_alerts a
            join unnest($1::uuid[], $2::text[], $3::date[], $4::integer[]) n(customer_id, key, day, spans)
              on n.customer_id = a.customer_id and n.key = a.key and a.day > n.day - n.spans and a.day < n.day + n.spans
            """,
            row => new Known(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.IsDBNull(4) ? null : row.GetDecimal(4), row.GetInt32(5), row.GetBoolean(6)),
            ct, Column(findings, f => f.CustomerId), Column(findings, f => f.Key), Column(findings, f => f.Day), Column(findings, f => f.Spans)))
        .DistinctBy(k => k.Id).ToLookup(k => (k.CustomerId, k.Key));

    private async Task InsertAsync(List<(AlertFinding Finding, Guid Id)> raised, CancellationToken ct)
    {
        if (raised.Count == 0)
        {
            return;
        }

        var (now, owners) = (clock.GetUtcNow(), await desk.DealAsync(raised.Count, ct));
        await db.ExecuteAsync(
            """
            insert into movement_alerts (id, customer_id, rule, direction, day, key, amount, movements, "limit", rule_from, rates, owner_id, raised_at, due_at, status, changed_at)
            select n.*, $13, $14, 'Raised', $13
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::date[], $6::text[], $7::numeric[], $8::integer[], $9::text[], $10::date[], $11::text[], $12::uuid[]) n
            """,
            ct,
            Column(raised, r => r.Id), Column(raised, r => r.Finding.CustomerId), Column(raised, r => r.Finding.Rule.ToString()),
            Column(raised, r => r.Finding.Direction.ToString()), Column(raised, r => r.Finding.Day), Column(raised, r => r.Finding.Key),
            Column(raised, r => r.Finding.Amount), Column(raised, r => r.Finding.Movements), Column(raised, r => r.Finding.Limit),
            Column(raised, r => r.Finding.RuleFrom), Column(raised, r => r.Finding.Rates), owners, now, now + MovementAlert.TimeToAnswer);
    }

    private Task GrowAsync(List<(AlertFinding Finding, Guid Id)> grown, bool reopen, CancellationToken ct) => grown.Count == 0
        ? Task.CompletedTask
        : db.ExecuteAsync(
            """
            update movement_alerts a set amount = n.amount, movements = n.movements, rates = n.rates, changed_at = $5,
              status = case when $6 then 'Raised' else a.status end, closed_as = case when $6 then null else a.closed_as end,
              closed_at = case when $6 then null else a.closed_at end, answered_at = case when $6 then null else a.answered_at end,
              raised_at = case when $6 then $5 else a.raised_at end, due_at = case when $6 then $7 else a.due_at end
            from unnest($1::uuid[], $2::numeric[], $3::integer[], $4::text[]) n(id, amount, movements, rates) where a.id = n.id
            """,
            ct, Column(grown, g => g.Id), Column(grown, g => g.Finding.Amount), Column(grown, g => g.Finding.Movements), Column(grown, g => g.Finding.Rates),
            clock.GetUtcNow(), reopen, clock.GetUtcNow() + MovementAlert.TimeToAnswer);

    private Task StepsAsync(IReadOnlyList<(Guid Alert, AlertStepKind Kind)> steps, CancellationToken ct) => steps.Count == 0
        ? Task.CompletedTask
        : db.ExecuteAsync(
            "insert into alert_steps (id, alert_id, kind, at, changed_at) select n.id, n.alert_id, n.kind, $4, $4 from unnest($1::uuid[], $2::uuid[], $3::text[]) n(id, alert_id, kind)",
            ct, Column(steps, _ => Guid.CreateVersion7()), Column(steps, s => s.Alert), Column(steps, s => s.Kind.ToString()), clock.GetUtcNow());

    // Without the customer: neither their history nor their branch's trail tells of it.
    private Task RecordAsync(string what, AlertFinding finding, Guid id, CancellationToken ct) => audit.WriteAsync(
        new(what)
        {
            ObjectType = nameof(MovementAlert),
            ObjectId = id,
            Changes = AuditChanges.Of([(nameof(finding.Rule), null, finding.Rule.ToString()), (nameof(finding.Day), null, finding.Day), (nameof(finding.RuleFrom), null, finding.RuleFrom)]),
        },
        ct);

    private static TValue[] Column<T, TValue>(IReadOnlyList<T> rows, Func<T, TValue> value) => [.. rows.Select(value)];

    private sealed record Known(Guid Id, Guid CustomerId, string Key, DateOnly Day, decimal? Amount, int Movements, bool IsClosed);
}
