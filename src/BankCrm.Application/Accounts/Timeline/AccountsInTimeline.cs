using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Timeline;

/// <summary>What became of their accounts: opened, closed, frozen; and large amounts that came or went.</summary>
[Policy]
internal sealed class AccountsInTimeline : ITimelineSource
{
    /// <summary>In home currency, at the rate of today.</summary>
    private const decimal Large = 50_000m;

    // Beyond, a customer with many movements would be read from the first to the last.
    private const int MonthsBack = 12;

    // From where a row is.
    private const int Change = 0;
    private const int Movement = 1;
    private const int Opening = 2;

    public string Permission => AccountRights.ReadAnyOrOwn;

    public TimelineTopic Topic => TimelineTopic.Accounts;

    public async Task<IReadOnlyList<TimelineEntry>> LoadAsync(CrmDb db, TimelineSpan span, CancellationToken ct)
    {
        var last = Branch.DayAt(span.Until);
        var first = last.AddMonths(-MonthsBack);
        var held = db.HoldingsSeenBy(span.User, span.CustomerId);
        var changes = held
            .Join(db.AccountStatuses.Where(s => s.ToldAt <= span.Until), h => h.AccountId, s => s.AccountId, (h, s) => s)
            .Where(s => s.Status != AccountStatus.Open || db.AccountStatuses.Any(before => before.AccountId == s.AccountId && before.SourceVersion < s.SourceVersion))
            .OrderByDescending(s => s.ToldAt)
            .Take(span.Limit)
            .Select(s => new Row { Part = Change, AccountId = s.AccountId, Kind = s.Account.Kind.ToString(), Word = s.Status.ToString(), Day = last, At = (DateTimeOffset?)s.ToldAt, Amount = 0m, Currency = s.Account.Currency, Reference = "", Text = "" });
        var openings = held
            .Join(db.Accounts.Where(a => a.OpenedOn != null && a.OpenedOn <= last), h => h.AccountId, a => a.Id, (h, a) => a)
            .OrderByDescending(a => a.OpenedOn)
            .Take(span.Limit)
            .Select(a => new Row { Part = Opening, AccountId = a.Id, Kind = a.Kind.ToString(), Word = "", Day = a.OpenedOn!.Value, At = (DateTimeOffset?)a.ToldAt, Amount = 0m, Currency = a.Currency, Reference = "", Text = "" });
        var movements = held
            .Join(db.Accounts, h => h.AccountId, a => a.Id, (h, a) => new
            {
                Account = a,
                Rate = a.Currency == Currencies.Home ? 1m : db.ExchangeRates
                    .Where(r => r.Currency == a.Currency && r.ValidFrom <= last).OrderByDescending(r => r.ValidFrom).Select(r => (decimal?)r.Rate).FirstOrDefault() ?? 0m,
            })
            .SelectMany(a => db.Transactions
                .Where(t => t.AccountId == a.Account.Id && t.BookedOn >= first && t.BookedOn <= last && (t.Amount * a.Rate >= Large || t.Amount * a.Rate <= -Large))
                .OrderByDescending(t => t.BookedOn).Take(span.Limit),
                (a, t) => new { a.Account, Movement = t })
            .OrderByDescending(m => m.Movement.BookedOn)
            .Take(span.Limit)
            .Select(m => new Row { Part = Movement, AccountId = m.Account.Id, Kind = m.Account.Kind.ToString(), Word = m.Movement.Kind.ToString(), Day = m.Movement.BookedOn, At = m.Movement.BookedAt, Amount = m.Movement.Amount, Currency = m.Account.Currency, Reference = m.Movement.Reference, Text = m.Movement.Counterparty });
        var rows = await changes.Concat(movements).Concat(openings).ToListAsync(ct);
        return [.. rows.Select(Told).Where(e => e.At <= span.Until)];
    }

    private static TimelineEntry Told(Row row)
    {
        var kind = Enum.Parse<AccountKind>(row.Kind);
        var at = row.Moment ?? Branch.StartOf(row.Day);
        var id = row.EntryId;
        return row.Part switch
        {
            Opening => new TimelineEntry(id, at, Icon: "credit-card", "{0} opened", kind) { Path = $"/accounts/{row.AccountId}" },
            Change => new TimelineEntry(id, at, Icon: "credit-card", "{0}: now {1}", kind, Enum.Parse<AccountStatus>(row.Word)) { Path = $"/accounts/{row.AccountId}" },
            _ => new TimelineEntry(
                id, at, Icon: "arrows-exchange", row.Amount > 0 ? "{0} came in on a {1}" : "{0} went out of a {1}", new TimelineMoney(Math.Abs(row.Amount), row.Currency), kind)
            {
                Text = row.Text.Length > 0 ? row.Text : null,
                Path = $"/accounts/{row.AccountId}?From={row.Day:yyyy-MM-dd}&To={row.Day:yyyy-MM-dd}",
            },
        };
    }

    private sealed class Row
    {
        public int Part { get; init; }
        public Guid AccountId { get; init; }
        public string Kind { get; init; } = "";
        public string Word { get; init; } = "";
        public DateOnly Day { get; init; }
        public DateTimeOffset? At { get; init; }
        public decimal Amount { get; init; }
        public string Currency { get; init; } = "";
        public string Reference { get; init; } = "";
        public string Text { get; init; } = "";

        /// <summary>An account was opened on a day. That the database reads a moment there too is for the types' sake.</summary>
        public DateTimeOffset? Moment => Part == Opening ? null : At;

        /// <summary>The same each time it is read, so that the next page of the timeline begins behind it.</summary>
        public Guid EntryId => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{AccountId} {Part} {Day:O} {Moment:O} {Word} {Reference}")).AsSpan(0, 16));
    }
}
