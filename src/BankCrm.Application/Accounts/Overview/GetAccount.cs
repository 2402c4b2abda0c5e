using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Overview;

/// <summary>One account with a page of its movements, the newest first. That a colleague looked is recorded before they see it.</summary>
[Allow(AccountPermissions.Read, AccountPermissions.ReadOwn)]
public sealed record GetAccount(Guid Id, TransactionFilter Filter, string? After = null) : IRecorded<AccountOverview>
{
    public AuditRecord Record(AccountOverview result) => new(AuditEvents.AccountViewed)
    {
        ObjectType = nameof(Account),
        ObjectId = Id,
        CustomerRef = result.OwnerId,
        BranchId = result.BranchId,
    };
}

public sealed record StatusShown(AccountStatus Status, DateTimeOffset ToldAt);

/// <param name="EndBalance">At the end of the month; of the present one, now.</param>
/// <param name="AverageBalance">Of the days that have passed, at the end of each.</param>
public sealed record MonthShown(DateOnly Month, decimal Inflow, decimal Outflow, int Movements, decimal EndBalance, decimal AverageBalance);

/// <param name="BalanceAfter">Null: the source told none, and it does not follow from what is shown.</param>
public sealed record TransactionShown(
    DateOnly BookedOn, DateOnly ValueOn, DateTimeOffset? BookedAt, decimal Amount, decimal? BalanceAfter, TransactionKind Kind, TransactionChannel Channel,
    TransactionCategory Category, bool IsCorrected, string Counterparty, string CounterpartyAccount, string Text, string Reference);

/// <param name="OwnerId">The customer whose it is.</param>
/// <param name="BranchId">Theirs.</param>
/// <param name="MayReveal">The colleague may have the whole number shown.</param>
/// <param name="ProductCode">Null: the source named no product.</param>
/// <param name="Months">The last ones with movements, the newest first.</param>
/// <param name="Purposes">What the money of the days asked for was for; of the last three months where no days are.</param>
public sealed record AccountOverview(
    Guid Id, Guid OwnerId, Guid BranchId, AccountNumber Number, bool MayReveal, Account Account, string? ProductCode, string? OpenedAt, IReadOnlyList<HolderShown> Holders,
    IReadOnlyList<StatusShown> Statuses, IReadOnlyList<MonthShown> Months, PurposesShown Purposes, Page<TransactionShown> Transactions,
    ArrangementsShown Arrangements);

internal sealed class GetAccountHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, TimeProvider clock) : IQueryHandler<GetAccount, AccountOverview>
{
    private const int MostMonths = 13;

    public async Task<AccountOverview> HandleAsync(GetAccount query, CancellationToken ct)
    {
        var found = await db.Accounts.Where(a => a.Id == query.Id)
            .LeftJoin(db.Products, a => a.ProductId, p => (Guid?)p.Id, (a, p) => new { Account = a, p!.Code })
            .LeftJoin(db.Branches, a => a.Account.OpenedAtId, b => (Guid?)b.Id, (a, b) => new { a.Account, a.Code, Branch = b!.Name })
            .SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        var account = found.Account;
        var held = await db.HoldersSeenAsync(user, query.Id, ct);
        var statuses = await db.AccountStatuses.Where(s => s.AccountId == query.Id).OrderByDescending(s => s.SourceVersion).Take(20)
            .Select(s => new StatusShown(s.Status, s.ToldAt)).ToListAsync(ct);
        return new(
            account.Id, held.OwnerId, held.BranchId, cipher.OpenAccount(account.Id, account.Number), held.ToReveal is not null, account, found.Code, found.Branch, held.Holders, statuses,
            await MonthsAsync(account, ct), await PurposeSums.ReadAsync(db, account, query.Filter, Branch.DayAt(clock.GetUtcNow()), ct),
            await TransactionPages.ReadAsync(db, account, query.Filter, query.After, ct), await ArrangementsShown.ReadAsync(db, account.Id, ct));
    }

    private async Task<IReadOnlyList<MonthShown>> MonthsAsync(Account account, CancellationToken ct)
    {
        var stored = await db.AccountMonths.Where(m => m.AccountId == account.Id).OrderByDescending(m => m.Month).Take(MostMonths).ToListAsync(ct);
        var today = Branch.DayAt(clock.GetUtcNow());
        var shown = new List<MonthShown>(stored.Count);
        var balance = account.Balance;
        foreach (var month in stored)
        {
            var before = balance - month.Inflow + month.Outflow;
            shown.Add(new(month.Month, month.Inflow, month.Outflow, month.Movements, balance, AverageOf(month, before, balance, today)));
            balance = before;
        }

        return shown;
    }

    // Over the month that has not ended yet, the days to come are taken out again.
    private static decimal AverageOf(AccountMonth month, decimal before, decimal balance, DateOnly today)
    {
        var days = DateTime.DaysInMonth(month.Month.Year, month.Month.Month);
        var toCome = AccountMonth.FirstDayOf(today) == month.Month ? days - today.Day : 0;
        return decimal.Round(before + ((month.AmountDays - ((balance - before) * toCome)) / (days - toCome)), 2);
    }
}
