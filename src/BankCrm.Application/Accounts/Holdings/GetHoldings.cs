using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Holdings;

/// <summary>What a customer holds, for their own page, which has recorded that it was opened. One statement.</summary>
[Allow(AccountPermissions.Read, AccountPermissions.ReadOwn)]
public sealed record GetHoldings(Guid CustomerId);

/// <summary>Which sum of the customer an account is counted in.</summary>
public enum HoldingClass
{
    [Means("Deposits")] Deposits,
    [Means("Investments")] Investments,
    [Means("Insurance")] Insurance,
    [Means("Loans")] Loans,
    [Means("Cards")] Cards,

    /// <summary>Somebody else owns it: in none of the customer's sums.</summary>
    [Means("Accounts of others")] OfOthers,
}

/// <param name="Product">In both languages. Null: the source named none.</param>
/// <param name="HomeValue">Null: in home currency already, or its rate is not known.</param>
public sealed record HeldAccount(
    Guid Id, AccountNumber Number, AccountKind Kind, HolderRole Role, AccountStatus Status, string Currency, decimal Balance, decimal? HomeValue, decimal? Rate,
    DateOnly? MaturesOn, string? Product, string? ChineseProduct, string Source, DateTimeOffset ToldAt)
{
    /// <summary>Null: not told.</summary>
    public DateOnly? OpenedOn { get; init; }

    /// <summary>What one unit of the currency is worth in home currency. Null: nobody told.</summary>
    public decimal? HomeRate { get; init; }
}

/// <param name="Sum">In home currency.</param>
public sealed record HeldClass(HoldingClass Class, decimal Sum, IReadOnlyList<HeldAccount> Accounts);

/// <param name="Overdrafts">Of deposits that are overdrawn: a part of the liabilities.</param>
/// <param name="WithoutRate">So many accounts are in no sum, for nobody told what their currency is worth.</param>
public sealed record CustomerHoldings(
    Guid CustomerId, decimal Assets, decimal Liabilities, decimal Overdrafts, int WithoutRate, bool HasMore, IReadOnlyList<HeldClass> Classes);

internal sealed class GetHoldingsHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, TimeProvider clock) : IQueryHandler<GetHoldings, CustomerHoldings>
{
    private const int Most = 100;

    public async Task<CustomerHoldings> HandleAsync(GetHoldings query, CancellationToken ct)
    {
        var rows = await Rows(query.CustomerId).ToListAsync(ct);
        var totals = rows.FirstOrDefault()?.Totals;
        return new(
            query.CustomerId, totals?.Assets ?? 0, totals?.Liabilities ?? 0, totals is null ? 0 : totals.Liabilities - totals.Loans - totals.Cards,
            totals?.WithoutRate ?? 0, rows.Count > Most,
            [.. rows.Take(Most).GroupBy(ClassOf).OrderBy(g => g.Key).Select(g => new HeldClass(g.Key, SumOf(g.Key, totals), [.. g.Select(Shown)]))]);
    }

    /// <summary>Those that are open first, as the customer got them.</summary>
    private IQueryable<Row> Rows(Guid customerId)
    {
        var today = Branch.DayAt(clock.GetUtcNow());
        return db.HoldingsSeenBy(user, customerId)
            .Join(db.Accounts, h => h.AccountId, a => a.Id, (h, a) => new { h.Role, Account = a })
            .OrderBy(held => held.Account.Status == AccountStatus.Closed).ThenBy(held => held.Account.Id)
            .Take(Most + 1)
            .Select(held => new Row
            {
                Id = held.Account.Id,
                Number = held.Account.Number,
                Kind = held.Account.Kind,
                Role = held.Role,
                Status = held.Account.Status,
                Currency = held.Account.Currency,
                Balance = held.Account.Balance,
                Rate = held.Account.Rate,
                MaturesOn = held.Account.MaturesOn,
                OpenedOn = held.Account.OpenedOn,
                Source = held.Account.Source,
                ToldAt = held.Account.ToldAt,
                HomeRate = held.Account.Currency == Currencies.Home ? null : db.ExchangeRates
                    .Where(r => r.Currency == held.Account.Currency && r.ValidFrom <= today).OrderByDescending(r => r.ValidFrom).Select(r => (decimal?)r.Rate).FirstOrDefault(),
                Product = db.VersionsShownOn(today).Where(v => v.ProductId == held.Account.ProductId).Select(v => v.Terms.Name).FirstOrDefault(),
                ChineseProduct = db.VersionsShownOn(today).Where(v => v.ProductId == held.Account.ProductId).Select(v => v.Terms.ChineseName).FirstOrDefault(),
                Totals = db.CustomerTotals.FirstOrDefault(t => t.CustomerId == customerId),
            });
    }

    private static HoldingClass ClassOf(Row row) => (row.Role, row.Kind) switch
    {
        (not HolderRole.Owner, _) => HoldingClass.OfOthers,
        (_, AccountKind.Wealth or AccountKind.Custody) => HoldingClass.Investments,
        (_, AccountKind.Insurance) => HoldingClass.Insurance,
        (_, AccountKind.Loan) => HoldingClass.Loans,
        (_, AccountKind.CreditCard) => HoldingClass.Cards,
        _ => HoldingClass.Deposits,
    };

    private static decimal SumOf(HoldingClass held, CustomerTotals? totals) => held switch
    {
        HoldingClass.Deposits => totals?.Deposits ?? 0,
        HoldingClass.Investments => totals?.Investments ?? 0,
        HoldingClass.Insurance => totals?.Insurance ?? 0,
        HoldingClass.Loans => totals?.Loans ?? 0,
        HoldingClass.Cards => totals?.Cards ?? 0,
        _ => 0,
    };

    private HeldAccount Shown(Row row) => new(
        row.Id, cipher.OpenAccount(row.Id, row.Number), row.Kind, row.Role, row.Status, row.Currency, row.Balance,
        row.HomeRate is { } rate ? decimal.Round(row.Balance * rate, 2, MidpointRounding.AwayFromZero) : null, row.Rate, row.MaturesOn, row.Product,
        row.ChineseProduct, row.Source, row.ToldAt)
    {
        OpenedOn = row.OpenedOn,
        HomeRate = row.Currency == Currencies.Home ? 1 : row.HomeRate,
    };

    private sealed class Row
    {
        public Guid Id { get; init; }
        public Sealed Number { get; init; } = null!;
        public AccountKind Kind { get; init; }
        public HolderRole Role { get; init; }
        public AccountStatus Status { get; init; }
        public string Currency { get; init; } = "";
        public decimal Balance { get; init; }
        public decimal? Rate { get; init; }
        public DateOnly? MaturesOn { get; init; }
        public DateOnly? OpenedOn { get; init; }
        public string Source { get; init; } = "";
        public DateTimeOffset ToldAt { get; init; }
        public decimal? HomeRate { get; init; }
        public string? Product { get; init; }
        public string? ChineseProduct { get; init; }
        public CustomerTotals? Totals { get; init; }
    }
}
