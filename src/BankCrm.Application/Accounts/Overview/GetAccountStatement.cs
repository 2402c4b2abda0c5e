using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Overview;

/// <summary>An account's movements of a period with the balances before and after. That it was made is recorded before it is handed out.</summary>
[Allow(AccountPermissions.MakeStatement)]
public sealed record GetAccountStatement(Guid Id, DateOnly? From, DateOnly? To) : IRecorded<AccountStatement>
{
    public AuditRecord Record(AccountStatement made) => new(AuditEvents.StatementMade)
    {
        ObjectType = nameof(Account),
        ObjectId = Id,
        CustomerRef = made.OwnerId,
        BranchId = made.BranchId,
        ReasonText = $"{made.From:yyyy-MM-dd} – {made.To:yyyy-MM-dd}",
    };
}

/// <param name="Balance">Behind this movement.</param>
public sealed record StatementLine(
    DateOnly BookedOn, DateOnly ValueOn, decimal Amount, decimal Balance, TransactionKind Kind, TransactionCategory Category, string Counterparty,
    string CounterpartyAccount, string Text, string Reference);

/// <param name="Holders">Those whose name the colleague may know.</param>
/// <param name="AddsUp">False: the source told other balances than follow from the movements, so some may not have come in.</param>
public sealed record AccountStatement(
    Guid OwnerId, Guid BranchId, AccountNumber Number, AccountKind Kind, string Currency, string Source, DateTimeOffset ToldAt, IReadOnlyList<string> Holders,
    DateOnly From, DateOnly To, decimal Opening, decimal Closing, bool AddsUp, IReadOnlyList<StatementLine> Lines)
{
    /// <summary>What a person still reads, and what is made at once.</summary>
    public const int Most = 5_000;

    public decimal Inflow => Lines.Where(l => l.Amount > 0).Sum(l => l.Amount);

    /// <summary>Above zero.</summary>
    public decimal Outflow => -Lines.Where(l => l.Amount < 0).Sum(l => l.Amount);
}

internal sealed class GetAccountStatementHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, TimeProvider clock)
    : IQueryHandler<GetAccountStatement, AccountStatement>
{
    public async Task<AccountStatement> HandleAsync(GetAccountStatement query, CancellationToken ct)
    {
        Refuse.If(query.From is null || query.To is null, "Choose the first and the last day.");
        var (from, to) = (query.From.Value, query.To.Value);
        Refuse.If(to < from, "The last day is before the first.");
        Refuse.If(to > Branch.DayAt(clock.GetUtcNow()), "A statement ends today at the latest.");

        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == query.Id, ct) ?? throw new NotFoundException();
        var held = await db.HoldersSeenAsync(user, account.Id, ct);
        var movements = await db.Transactions
            .Where(t => t.AccountId == account.Id && t.BookedOn >= from && t.BookedOn <= to)
            .OrderBy(t => t.BookedOn).ThenBy(t => t.Position).ThenBy(t => t.Reference)
            .Take(AccountStatement.Most + 1)
            .ToListAsync(ct);
        Refuse.If(movements.Count > AccountStatement.Most, "The period has more than {0} movements: choose a shorter one.", AccountStatement.Most);

        var closing = account.Balance - await MovedAfterAsync(account.Id, to, ct);
        var opening = closing - movements.Sum(t => t.Amount);
        var (lines, addsUp) = Lines(movements, opening);
        return new(
            held.OwnerId, held.BranchId, cipher.OpenAccount(account.Id, account.Number), account.Kind, account.Currency, account.Source, account.ToldAt,
            [.. held.Holders.Select(h => h.Name).OfType<string>()], from, to, opening, closing, addsUp, lines);
    }

    // Whole months are added up already, so this reads the rest of one month at most.
    private async Task<decimal> MovedAfterAsync(Guid accountId, DateOnly day, CancellationToken ct)
    {
        var next = AccountMonth.FirstDayOf(day).AddMonths(1);
        return await db.AccountMonths.Where(m => m.AccountId == accountId && m.Month >= next).SumAsync(m => m.Inflow - m.Outflow, ct)
            + await db.Transactions.Where(t => t.AccountId == accountId && t.BookedOn > day && t.BookedOn < next).SumAsync(t => t.Amount, ct);
    }

    private static (IReadOnlyList<StatementLine> Lines, bool AddsUp) Lines(List<Transaction> movements, decimal opening)
    {
        var lines = new List<StatementLine>(movements.Count);
        var (balance, addsUp) = (opening, true);
        foreach (var movement in movements)
        {
            balance += movement.Amount;
            addsUp &= movement.BalanceAfter is null || movement.BalanceAfter == balance;
            lines.Add(new(
                movement.BookedOn, movement.ValueOn, movement.Amount, balance, movement.Kind, movement.Category, movement.Counterparty, movement.CounterpartyAccount,
                movement.Text, movement.Reference));
        }

        return (lines, addsUp);
    }
}
