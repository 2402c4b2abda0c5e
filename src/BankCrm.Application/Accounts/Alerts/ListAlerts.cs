using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Alerts;

public enum AlertView
{
    [Means("Open alerts")] Open,
    [Means("Mine")] Mine,
    [Means("With nobody")] Unowned,
    [Means("Overdue alerts")] Overdue,
    [Means("Closed alerts")] Closed,
}

/// <summary>Alerts on customers one sees: open ones by when they are due, closed ones the latest first.</summary>
[Allow(AudiencePermissions.Alerts)]
[StepUp(StepUpPurpose.Alerts)]
public sealed record ListAlerts(AlertView View = AlertView.Open, AlertRule? Rule = null, string? After = null);

/// <param name="Customer">Null: a protected record that this colleague may not open.</param>
public sealed record AlertRow(
    Guid Id, Guid CustomerId, string? Customer, AlertRule Rule, AlertDirection Direction, DateOnly Day, decimal? Amount, int Movements, DateTimeOffset DueAt,
    AlertStatus Status, string? Owner, AlertClosing? ClosedAs, DateTimeOffset? ClosedAt)
{
    /// <summary>Told where the name is.</summary>
    public bool HasDied { get; init; }
}

/// <param name="InTime">Of all that fell due in the last 30 days, the share answered in time; those still waiting count as late. Null: none fell due.</param>
public sealed record AlertTally(int Open, int Unowned, int Overdue, decimal? InTime);

public sealed record AlertList(Page<AlertRow> Alerts, AlertTally Tally);

internal sealed class ListAlertsHandler(CrmDb db, CurrentUser user, StaffNames staff, TimeProvider clock) : IQueryHandler<ListAlerts, AlertList>
{
    private const int Size = 50;
    private const int TallyDays = 30;

    public async Task<AlertList> HandleAsync(ListAlerts query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var isClosed = query.View is AlertView.Closed;
        var seen = db.AlertsSeen().Where(s => query.Rule == null || s.Alert.Rule == query.Rule);
        seen = query.View switch
        {
            AlertView.Closed => seen.Where(s => s.Alert.Status == AlertStatus.Closed),
            AlertView.Mine => seen.Where(s => s.Alert.Status != AlertStatus.Closed && s.Alert.OwnerId == user.StaffId),
            AlertView.Unowned => seen.Where(s => s.Alert.Status != AlertStatus.Closed && s.Alert.OwnerId == null),
            AlertView.Overdue => seen.Where(s => s.Alert.Status != AlertStatus.Closed && s.Alert.AnsweredAt == null && s.Alert.DueAt < now),
            _ => seen.Where(s => s.Alert.Status != AlertStatus.Closed),
        };
        if (Cursor.TryRead<(DateTimeOffset At, Guid Id)>(query.After, out var last))
        {
            seen = isClosed
                ? seen.Where(s => s.Alert.ClosedAt < last.At || (s.Alert.ClosedAt == last.At && s.Alert.Id < last.Id))
                : seen.Where(s => s.Alert.DueAt > last.At || (s.Alert.DueAt == last.At && s.Alert.Id > last.Id));
        }

        var ordered = isClosed
            ? seen.OrderByDescending(s => s.Alert.ClosedAt).ThenByDescending(s => s.Alert.Id)
            : seen.OrderBy(s => s.Alert.DueAt).ThenBy(s => s.Alert.Id);
        var page = await ordered
            .Select(s => new { s.Alert, s.Customer.Name, s.Customer.IsProtected, HasDied = s.Customer.DiedOn != null })
            .ToPageAsync(Size, s => (isClosed ? s.Alert.ClosedAt!.Value : s.Alert.DueAt, s.Alert.Id), ct);
        var names = await staff.OfAsync(db, page.Items.Select(s => s.Alert.OwnerId).OfType<Guid>(), ct);
        return new(
            new(
                [
                    .. page.Items.Select(s => new AlertRow(
                        s.Alert.Id, s.Alert.CustomerId, user.MayOpen(s.IsProtected) ? s.Name : null, s.Alert.Rule, s.Alert.Direction, s.Alert.Day, s.Alert.Amount,
                        s.Alert.Movements, s.Alert.DueAt, s.Alert.Status, s.Alert.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null, s.Alert.ClosedAs,
                        s.Alert.ClosedAt) { HasDied = s.HasDied && user.MayOpen(s.IsProtected) }),
                ],
                page.Next),
            await TallyAsync(now, ct));
    }

    private async Task<AlertTally> TallyAsync(DateTimeOffset now, CancellationToken ct)
    {
        var since = now.AddDays(-TallyDays);
        var counted = await db.AlertsSeen()
            .Where(s => s.Alert.Status != AlertStatus.Closed || (s.Alert.DueAt >= since && s.Alert.DueAt < now))
            .GroupBy(_ => 1)
            .Select(all => new
            {
                Open = all.Count(s => s.Alert.Status != AlertStatus.Closed),
                Unowned = all.Count(s => s.Alert.Status != AlertStatus.Closed && s.Alert.OwnerId == null),
                Overdue = all.Count(s => s.Alert.Status != AlertStatus.Closed && s.Alert.AnsweredAt == null && s.Alert.DueAt < now),
                Due = all.Count(s => s.Alert.DueAt >= since && s.Alert.DueAt < now),
                InTime = all.Count(s => s.Alert.DueAt >= since && s.Alert.DueAt < now && s.Alert.AnsweredAt <= s.Alert.DueAt),
            })
            .SingleOrDefaultAsync(ct);
        return counted is null ? new(0, 0, 0, null) : new(counted.Open, counted.Unowned, counted.Overdue, counted.Due == 0 ? null : (decimal)counted.InTime / counted.Due);
    }
}
