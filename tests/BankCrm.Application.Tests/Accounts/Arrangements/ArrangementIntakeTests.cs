using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Arrangements;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Arrangements;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Accounts.Arrangements;

public sealed class ArrangementIntakeTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private const string Visa = "4111111111111111";
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateOnly Day = new(2026, 3, 2);
    private readonly Intakes intakes = new(crm);

    [Fact]
    public async Task A_card_is_kept_masked_and_never_whole()
    {
        var (number, owner) = await HasAccountAsync("71001");

        Assert.Equal([IntakeResult.New], await TakeAsync(Card(number, 1)));

        var kept = await crm.ReadAsync(db => db.Cards.SingleAsync(c => c.Account.Holders.Any(h => h.CustomerId == owner)));
        Assert.Equal(("411111******1111", CardStatus.Active, new DateOnly(2029, 4, 1)), (kept.MaskedNumber, kept.Status, kept.ValidTo));
        Assert.Equal(0, await crm.ReadAsync(db => db.Database.SqlQuery<int>(
            $"""select count(*)::int as "Value" from cards c where c::text like '%' || {Visa} || '%'""").SingleAsync()));
    }

    [Fact]
    public async Task What_is_told_again_late_or_otherwise_changes_nothing_it_should_not()
    {
        var (number, _) = await HasAccountAsync("71002");

        Assert.Equal([IntakeResult.New, IntakeResult.Stale, IntakeResult.Known], await TakeAsync(Card(number, 3), Card(number, 2), Card(number, 3)));
        Assert.Equal([IntakeResult.Known], await TakeAsync(Card(number, 3)));
        Assert.Equal([IntakeResult.Differs], await TakeAsync(Card(number, 3) with { Status = CardStatus.Blocked }));
        Assert.Equal([IntakeResult.Stale], await TakeAsync(Card(number, 2) with { Status = CardStatus.Blocked }));
        Assert.Equal([IntakeResult.Stale, IntakeResult.Changed], await TakeAsync(Card(number, 4), Card(number, 5) with { Status = CardStatus.LossReported }));

        Assert.Equal(CardStatus.LossReported, await crm.ReadAsync(db => db.Cards.Where(c => c.SourceVersion == 5 && c.Reference == "K1").Select(c => c.Status).SingleAsync()));
    }

    [Fact]
    public async Task The_order_in_which_versions_come_does_not_matter()
    {
        foreach (var order in new[] { new[] { 1, 2, 3 }, [3, 1, 2], [2, 3, 1], [3, 2, 1] })
        {
            var (number, owner) = await HasAccountAsync($"7101{string.Concat(order)}");
            foreach (var version in order)
            {
                await TakeAsync(Order(number, version) with { Amount = version * 100m });
            }

            Assert.Equal(300m, await crm.ReadAsync(db => db.StandingOrders.Where(o => o.Account.Holders.Any(h => h.CustomerId == owner)).Select(o => o.Amount).SingleAsync()));
        }
    }

    [Fact]
    public async Task A_loan_comes_with_its_instalments_and_a_later_version_replaces_them()
    {
        var (number, owner) = await HasAccountAsync("71003");
        await TakeAsync(Loan(number, 1, 12, paid: 2));
        await TakeAsync(Loan(number, 2, 10, paid: 3) with { Status = LoanStatus.InArrears });

        var parts = await crm.ReadAsync(db => db.LoanInstalments.Where(i => i.Account.Holders.Any(h => h.CustomerId == owner)).OrderBy(i => i.Number).ToListAsync());
        Assert.Equal((10, 3), (parts.Count, parts.Count(p => p.IsPaid)));
        Assert.Equal(LoanStatus.InArrears, await crm.ReadAsync(db => db.Loans.Where(l => l.Account.Holders.Any(h => h.CustomerId == owner)).Select(l => l.Status).SingleAsync()));
    }

    [Fact]
    public async Task What_is_wrong_is_refused_by_name_and_the_rest_comes_in()
    {
        var (number, _) = await HasAccountAsync("71004");

        Assert.Equal(
            [IntakeResult.New, IntakeResult.Refused, IntakeResult.Refused, IntakeResult.Refused, IntakeResult.Refused],
            await TakeAsync(Card(number, 1), Card(number, 1) with { Number = "4111111111111112" }, Card(number, 0), Card("9999", 1), Card(number, 1) with { Reference = Visa }));
        Assert.Equal(
            [IntakeResult.Refused, IntakeResult.Refused],
            await TakeAsync(Order(number, 1) with { Amount = -1 }, Order(number, 1) with { Currency = "XYZ" }));
        Assert.Equal(
            [IntakeResult.Refused, IntakeResult.Refused],
            await TakeAsync(Loan(number, 1, 3, 0) with { EndsOn = Day.AddDays(-1) }, Loan(number, 1, 3, 0) with { Instalments = [new(1, Day, 1, 0, false), new(1, Day, 1, 0, false)] }));
        Assert.Equal([IntakeResult.Refused], await TakeAsync(Position(number, 1) with { Quantity = -1 }));
        Assert.Equal([IntakeResult.New], await TakeAsync(Position(number, 1)));
    }

    [Fact]
    public async Task The_database_itself_hides_what_hangs_on_accounts_of_other_branches()
    {
        var (north, south) = (crm.NewBranch(), crm.NewBranch());
        await intakes.TakeAsync(Intakes.Account("71005", await intakes.NumberOfAsync(await north.HasCustomerAsync())));
        await TakeAsync(Card("71005", 1));
        await TakeAsync(Order("71005", 1));
        await TakeAsync(Loan("71005", 1, 1, 0));
        await TakeAsync(Position("71005", 1));

        foreach (var (branch, rows) in new[] { (north, 1), (south, 0) })
        {
            await using var scope = await crm.As(await branch.HasStaffAsync(AccountPermissions.Read)).OpenAsync();
            var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
            await using var transaction = await db.BeginAsync(CancellationToken.None);
            var counts = await db.Database.SqlQuery<int>(
                $"""
                select count(*)::int as "Value" from cards union all select count(*)::int from standing_orders union all select count(*)::int from loans
                union all select count(*)::int from loan_instalments union all select count(*)::int from positions
                """).ToListAsync();
            Assert.Equal(Enumerable.Repeat(rows, 5), counts);
        }
    }

    [Fact]
    public async Task Only_who_may_takes_in()
    {
        var (number, _) = await HasAccountAsync("71006");
        await using var scope = await crm.As(await crm.NewBranch().HasStaffAsync(AccountPermissions.TakeIn)).OpenAsync();

        await Assert.ThrowsAsync<ForbiddenException>(() =>
            scope.ServiceProvider.GetRequiredService<IArrangementIntake>().TakeAsync(Intakes.Source, [Card(number, 1)], CancellationToken.None));
    }

    private static ToldCard Card(string account, long version) =>
        new(account, "K1", version, Morning, Visa, CardKind.Debit, CardStatus.Active) { Name = "Gold", ValidTo = new(2029, 4, 30) };

    private static ToldStandingOrder Order(string account, long version) =>
        new(account, "D1", version, Morning, 100m, "CNY", OrderRhythm.Monthly, OrderStatus.Active) { Counterparty = "国家电网", CounterpartyAccount = "6222020000001288" };

    private static ToldLoan Loan(string account, long version, int parts, int paid) =>
        new(account, "L1", version, Morning, 1200m, "CNY", Day, LoanStatus.Running)
        {
            Instalments = [.. Enumerable.Range(1, parts).Select(i => new ToldInstalment(i, Day.AddMonths(i), 100m, 1m, i <= paid))],
        };

    private static ToldPosition Position(string account, long version) =>
        new(account, "CND10002", version, Morning, "Bond fund", 10m, "CNY", 1043.20m, Day) { Price = 104.32m, Grade = RiskGrade.R2 };

    private async Task<(string Number, Guid Owner)> HasAccountAsync(string number)
    {
        var owner = await crm.NewBranch().HasCustomerAsync();
        await intakes.TakeAsync(Intakes.Account(number, await intakes.NumberOfAsync(owner)));
        return (number, owner);
    }

    private async Task<IEnumerable<IntakeResult>> TakeAsync<T>(params T[] told) where T : class, IToldArrangement
    {
        await using var scope = await crm.As(Intakes.Core).OpenAsync();
        var outcomes = await scope.ServiceProvider.GetRequiredService<IArrangementIntake>().TakeAsync(Intakes.Source, told, CancellationToken.None);
        return outcomes.Select(o => o.Result);
    }
}
