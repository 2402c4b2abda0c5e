using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Alerts;

/// <summary>One alert, with the movements behind it and what was done about it.</summary>
[Allow(AudiencePermissions.Alerts)]
[StepUp(StepUpPurpose.Alerts)]
public sealed record GetAlert(Guid Id) : IRecorded<AlertDetails>
{
    // Without the customer: their own history and their branch's must not tell of it.
    public AuditRecord? Record(AlertDetails result) => new(AuditEvents.AlertViewed) { ObjectType = nameof(MovementAlert), ObjectId = Id };
}

public sealed record AlertMovement(
    Guid AccountId, AccountNumber Account, DateOnly BookedOn, DateTimeOffset? BookedAt, TransactionKind Kind, decimal Amount, string Currency, string Counterparty, string Text);

/// <param name="By">Null: the system.</param>
/// <param name="Text">Null: nothing was written.</param>
public sealed record AlertStepShown(AlertStepKind Kind, DateTimeOffset At, string? By, string? To, string? Text);

/// <param name="Customer">Null: a protected record that this colleague may not open.</param>
/// <param name="GoesOnIn">The record into which the customer's was merged. Null: it was not.</param>
/// <param name="Source">The law or decision behind the rule, as the rules of the day have it. Null: that version is no longer configured.</param>
/// <param name="ReportBy">The last day for a report to the authority. Null: none has to be made.</param>
/// <param name="HasMore">There are more movements than are shown.</param>
public sealed record AlertDetails(
    Guid Id, uint Version, Guid CustomerId, string? Customer, Guid? GoesOnIn, AlertRule Rule, AlertDirection Direction, DateOnly Day, decimal? Amount, int Count, string Limit,
    DateOnly RuleFrom, string? Source, DateOnly? ReportBy, string Rates, DateTimeOffset RaisedAt, DateTimeOffset DueAt, AlertStatus Status, Guid? OwnerId, string? Owner,
    AlertClosing? ClosedAs, DateTimeOffset? ClosedAt, IReadOnlyList<AlertMovement> Movements, bool HasMore, IReadOnlyList<AlertStepShown> Steps)
{
    /// <summary>The account that a hint is about. Null: none was named.</summary>
    public Guid? AccountId { get; init; }

    public AccountNumber? Account { get; init; }

    /// <summary>Told where the name is.</summary>
    public bool HasDied { get; init; }
}

internal sealed class GetAlertHandler(CrmDb db, CurrentUser user, StaffNames staff, IColumnCipher cipher, AlertRuleBook rules, WorkingCalendar calendar)
    : IQueryHandler<GetAlert, AlertDetails>
{
    private const int Most = 200;

    public async Task<AlertDetails> HandleAsync(GetAlert query, CancellationToken ct)
    {
        var (alert, customer) = await FoundAsync(query.Id, ct);
        var steps = await db.AlertSteps.Where(s => s.AlertId == query.Id).OrderBy(s => s.At).ThenBy(s => s.Id).ToListAsync(ct);
        var names = await staff.OfAsync(db, steps.SelectMany(s => new[] { s.By, s.To }).Append(alert.OwnerId).OfType<Guid>(), ct);
        var version = rules.Versions.FirstOrDefault(r => r.ValidFrom == alert.RuleFrom);
        var movements = await MovementsAsync(alert, customer.MergedIntoId, version, ct);
        return new(
            alert.Id, alert.Version, alert.CustomerId, user.MayOpen(customer.IsProtected) ? customer.Name : null, customer.MergedIntoId, alert.Rule, alert.Direction, alert.Day, alert.Amount, alert.Movements,
            alert.Limit, alert.RuleFrom, version?.Source, await ReportByAsync(alert, version, ct), alert.Rates, alert.RaisedAt, alert.DueAt, alert.Status, alert.OwnerId, NameOf(alert.OwnerId), alert.ClosedAs,
            alert.ClosedAt, [.. movements.Take(Most)], movements.Count > Most,
            [.. steps.Select(s => new AlertStepShown(s.Kind, s.At, NameOf(s.By), NameOf(s.To), s.Text is null ? null : cipher.Open(AlertStep.TextColumn, s.Id, s.Text)))])
        {
            AccountId = alert.AccountId,
            Account = await AccountAsync(alert.AccountId, ct),
            HasDied = customer.DiedOn is not null && user.MayOpen(customer.IsProtected),
        };

        string? NameOf(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
    }

    private async Task<AccountNumber?> AccountAsync(Guid? id, CancellationToken ct) =>
        id is { } known && await db.Accounts.Where(a => a.Id == known).Select(a => a.Number).SingleOrDefaultAsync(ct) is { } number ? cipher.OpenAccount(known, number) : null;

    private async Task<DateOnly?> ReportByAsync(MovementAlert alert, AlertRules? version, CancellationToken ct) =>
        alert.Rule.IsLarge() && version?.ReportWithin is { } days ? (await calendar.DaysAsync(db, ct)).After(alert.Day, days) : null;

    private async Task<(MovementAlert Alert, Customer Customer)> FoundAsync(Guid id, CancellationToken ct)
    {
        var found = await db.AlertsSeen().Where(s => s.Alert.Id == id).Select(s => new { s.Alert, s.Customer }).SingleOrDefaultAsync(ct)
            ?? throw new NotFoundException();
        return (found.Alert, found.Customer);
    }

    /// <summary>The customer's movements that the rule adds up, read anew; with a hint those on its account.</summary>
    /// <param name="survivor">Who has the customer's accounts since their record was merged.</param>
    private async Task<List<AlertMovement>> MovementsAsync(MovementAlert alert, Guid? survivor, AlertRules? version, CancellationToken ct)
    {
        if (alert.Rule is AlertRule.ContactChanges || alert is { Rule: AlertRule.Hint, AccountId: null })
        {
            return [];
        }

        var from = alert.Rule is AlertRule.Structuring ? alert.Day.AddDays(1 - (version?.Structuring.Days ?? 1)) : alert.Day;
        var isHint = alert.Rule is AlertRule.Hint;
        TransactionKind[] kinds = [.. version?.Limits.Where(l => alert.Key.Split(':').Contains(l.Rule.ToString())).SelectMany(l => l.Kinds).Distinct() ?? []];
        var (isIn, isOut) = (alert.Direction is AlertDirection.In, alert.Direction is AlertDirection.Out);
        var exempt = alert.Rule.IsLarge() || alert.Rule is AlertRule.Structuring ? version?.Exempt ?? [] : [];
        var movements = db.Transactions.Where(t => t.BookedOn >= from && t.BookedOn <= alert.Day && (!isIn || t.Amount > 0) && (!isOut || t.Amount < 0));
        foreach (var (some, names) in exempt.Select(e => (e.Kinds, e.Counterparties)))
        {
            var (anyKind, anyName) = (some.Count == 0, names.Count == 0);
            movements = movements.Where(t => !((anyKind || some.Contains(t.Kind)) && (anyName || names.Contains(t.Counterparty))));
        }

        var rows = await db.AccountHolders
            .Where(h => (h.CustomerId == alert.CustomerId || h.CustomerId == survivor) && (alert.AccountId != null ? h.AccountId == alert.AccountId : h.Role == HolderRole.Owner))
            .Join(db.Accounts, h => h.AccountId, a => a.Id, (h, a) => a)
            .Join(movements, a => a.Id, t => t.AccountId, (a, t) => new { Account = a, t })
            .Where(m => kinds.Length == 0 ? isHint || (m.t.Kind != TransactionKind.Interest && m.t.Kind != TransactionKind.Fee) : kinds.Contains(m.t.Kind))
            .OrderByDescending(m => m.t.BookedOn).ThenByDescending(m => m.t.Position).ThenBy(m => m.t.AccountId)
            .Take(Most + 1)
            .Select(m => new { m.Account.Id, m.Account.Number, m.Account.Currency, m.t.BookedOn, m.t.BookedAt, m.t.Kind, m.t.Amount, m.t.Counterparty, m.t.Text })
            .ToListAsync(ct);
        return [.. rows.Select(m => new AlertMovement(
            m.Id, cipher.OpenAccount(m.Id, m.Number), m.BookedOn, m.BookedAt, m.Kind, m.Amount, m.Currency, m.Counterparty, m.Text))];
    }
}
