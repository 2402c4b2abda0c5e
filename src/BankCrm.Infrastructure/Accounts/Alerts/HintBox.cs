using BankCrm.Application.Accounts.Alerts;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Accounts.Alerts;

internal sealed class HintBox(CrmDb db, CurrentUser user, AlertDesk desk, TimeProvider clock) : IHintBox
{
    public async Task PutAsync(HintToPassOn hint, CancellationToken ct)
    {
        await db.ExecuteAsync(AlertWriter.BehindTheWall, ct);
        var (now, owner) = (clock.GetUtcNow(), (await desk.DealAsync(1, ct))[0]);
        var put = await db.ExecuteAsync(
            """
            insert into movement_alerts
              (id, customer_id, account_id, rule, direction, day, key, movements, "limit", rule_from, rates, owner_id, raised_at, due_at, status, changed_at, changed_by)
            values ($1, $2, $3, 'Hint', 'Either', $4, $5, 0, '', $4, '', $6, $7, $8, 'Raised', $7, $9) on conflict do nothing
            """,
            ct, hint.Id, hint.CustomerId, (NpgsqlTypes.NpgsqlDbType.Uuid, (object?)hint.AccountId), hint.Day, $"{AlertRule.Hint}:{hint.Id:n}",
            (NpgsqlTypes.NpgsqlDbType.Uuid, (object?)owner), now, now + MovementAlert.TimeToAnswer, user.Person);
        Refuse.If(put == 0, "This was passed on before.");
        await db.ExecuteAsync(
            "insert into alert_steps (id, alert_id, kind, at, \"by\", text, changed_at, changed_by) values ($1, $2, 'Raised', $3, $4, $5, $3, $4)",
            ct, hint.Words.StepId, hint.Id, now, user.Person, hint.Words.Text.Envelope);

        // Without customer and branch, the writer's neither: else the branch's trail would tell that somebody there gave a hint.
        db.Add(AuditEntry.Of(user.ToAuditActor() with { Branch = null }, new(AuditEvents.AlertRaised) { ObjectType = nameof(MovementAlert), ObjectId = hint.Id }));
    }
}
