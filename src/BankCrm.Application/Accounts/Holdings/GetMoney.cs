using BankCrm.Application.Accounts.Overview;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Holdings;

/// <summary>
/// How a customer's money moved lately: the last movements on all their accounts, and what they had and owed at the end of each month. One statement; the
/// months are added up with each movement, so it costs the same however many there are.
/// </summary>
/// <param name="Held">What they hold, as the same page has read it.</param>
[Allow(AccountPermissions.Read, AccountPermissions.ReadOwn)]
public sealed record GetMoney(CustomerHoldings Held);

/// <param name="Account">Which of those they hold. Null: it is beyond the ones that are listed.</param>
public sealed record RecentMovement(
    Guid AccountId, HeldAccount? Account, DateOnly BookedOn, decimal Amount, string Currency, TransactionKind Kind, TransactionCategory Category, string Counterparty,
    string Text, string Reference);

/// <summary>What was there at the end of a month, of the present one now. In home currency at the rates of today, so that the line shows the customer and not the rates.</summary>
public sealed record MonthEnd(DateOnly Month, decimal Assets, decimal Liabilities);

/// <param name="Recent">The newest first.</param>
/// <param name="MonthEnds">The oldest first. Empty: not known, for some accounts are not listed.</param>
public sealed record CustomerMoney(IReadOnlyList<RecentMovement> Recent, IReadOnlyList<MonthEnd> MonthEnds);

internal sealed class GetMoneyHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetMoney, CustomerMoney>
{
    private const int MostRecent = 10;
    private const int Months = 12;

    // From which table a row is.
    private const int Movement = 0;
    private const int Month = 1;

    public async Task<CustomerMoney> HandleAsync(GetMoney query, CancellationToken ct)
    {
        var held = query.Held.Classes.SelectMany(c => c.Accounts).ToDictionary(a => a.Id);
        if (held.Count == 0)
        {
            return new([], []);
        }

        var today = Branch.DayAt(clock.GetUtcNow());
        var first = AccountMonth.FirstDayOf(today).AddMonths(1 - Months);
        var rows = await Movements(query.Held.CustomerId, first).Concat(Flows(query.Held.CustomerId, first)).ToListAsync(ct);
        return new(
            [
                .. rows.Where(r => r.Part == Movement)
                    .OrderByDescending(r => r.Day).ThenByDescending(r => r.Position).ThenByDescending(r => r.Reference, StringComparer.Ordinal)
                    .Select(r => r.ToMovement(held.GetValueOrDefault(r.AccountId))),
            ],
            query.Held.HasMore ? [] : MonthEnds(query.Held, rows.Where(r => r.Part == Month).ToDictionary(r => (r.AccountId, r.Day), r => r.Amount), first, today));
    }

    // The newest of each account first, by its index, and then the newest of those. That no movement is behind the last one makes it a look-up of its own for
    // each account: without it, EF Core would number the movements of all accounts there are.
    private IQueryable<Row> Movements(Guid customerId, DateOnly first) =>
        db.HoldingsSeenBy(user, customerId)
            .Join(db.Accounts, h => h.AccountId, a => a.Id, (h, a) => a)
            .SelectMany(a => db.Transactions.Where(t => t.AccountId == a.Id && t.BookedOn >= first && t.BookedOn <= a.LastMovementOn)
                .OrderByDescending(t => t.BookedOn).ThenByDescending(t => t.Position).ThenByDescending(t => t.Reference).Take(MostRecent))
            .OrderByDescending(t => t.BookedOn).ThenByDescending(t => t.Position).ThenByDescending(t => t.Reference)
            .Take(MostRecent)
            .Select(t => new Row
            {
                Part = Movement,
                AccountId = t.AccountId,
                Day = t.BookedOn,
                Amount = t.Amount,
                Position = t.Position,
                Currency = t.Account.Currency,
                Kind = t.Kind.ToString(),
                Category = t.Category.ToString(),
                Counterparty = t.Counterparty,
                Text = t.Text,
                Reference = t.Reference,
            });

    private IQueryable<Row> Flows(Guid customerId, DateOnly first) =>
        db.HoldingsSeenBy(user, customerId)
            .Where(h => h.Role == HolderRole.Owner)
            .Join(db.AccountMonths.Where(m => m.Month >= first), h => h.AccountId, m => m.AccountId, (h, m) => new Row
            {
                Part = Month,
                AccountId = m.AccountId,
                Day = m.Month,
                Amount = m.Inflow - m.Outflow,
                Position = 0L,
                Currency = "",
                Kind = "",
                Category = "",
                Counterparty = "",
                Text = "",
                Reference = "",
            });

    private static List<MonthEnd> MonthEnds(
        CustomerHoldings held, Dictionary<(Guid Account, DateOnly Month), decimal> flows, DateOnly first, DateOnly today)
    {
        var owned = held.Classes.Where(c => c.Class is not HoldingClass.OfOthers).SelectMany(c => c.Accounts.Select(a => new Standing(a, c.Class))).ToList();
        var ends = new List<MonthEnd>(Months);
        for (var month = AccountMonth.FirstDayOf(today); month >= first; month = month.AddMonths(-1))
        {
            ends.Add(new(month, owned.Sum(s => s.Assets), owned.Sum(s => s.Liabilities)));
            foreach (var standing in owned)
            {
                standing.GoBack(month, flows.GetValueOrDefault((standing.Account.Id, month)));
            }
        }

        ends.Reverse();
        return ends;
    }

    /// <summary>An account on the way back through its months.</summary>
    private sealed class Standing(HeldAccount account, HoldingClass counted)
    {
        private decimal balance = account.Balance;
        private bool isThere = true;

        public HeldAccount Account => account;

        public decimal Assets => counted is HoldingClass.Loans or HoldingClass.Cards ? 0 : Math.Max(Home, 0);

        public decimal Liabilities => Math.Max(-Home, 0);

        private decimal Home => !isThere || account.HomeRate is not { } rate ? 0 : decimal.Round(balance * rate, 2, MidpointRounding.AwayFromZero);

        public void GoBack(DateOnly month, decimal moved)
        {
            balance -= moved;
            isThere = isThere && (account.OpenedOn is null || account.OpenedOn < month);
        }
    }

    private sealed class Row
    {
        public int Part { get; init; }
        public Guid AccountId { get; init; }
        public DateOnly Day { get; init; }
        public decimal Amount { get; init; }
        public long Position { get; init; }
        public string Currency { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Category { get; init; } = "";
        public string Counterparty { get; init; } = "";
        public string Text { get; init; } = "";
        public string Reference { get; init; } = "";

        public RecentMovement ToMovement(HeldAccount? account) => new(
            AccountId, account, Day, Amount, Currency, Enum.Parse<TransactionKind>(Kind), Enum.Parse<TransactionCategory>(Category), Counterparty, Text, Reference);
    }
}
