using BankCrm.Application.Accounts.Alerts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Accounts.Alerts;

/// <summary>What the bank's own rules call exempt.</summary>
public sealed class ExemptionTests(ExemptingCrm crm) : IClassFixture<ExemptingCrm>
{
    private static readonly DateOnly Today = Branch.DayAt(TimeProvider.System.GetUtcNow());
    private readonly Intakes intakes = new(crm);

    [Theory]
    [InlineData(TransactionKind.Transfer, "市财政局", false)]
    [InlineData(TransactionKind.Transfer, "市财政局的朋友", true)]
    [InlineData(TransactionKind.Cash, "市财政局", true)] // named for transfers only
    [InlineData(TransactionKind.Cash, "市税务局", false)] // whatever the kind
    [InlineData(TransactionKind.DirectDebit, "谁都可以", false)] // whoever it is
    public async Task A_movement_is_exempt_by_its_kind_by_the_other_side_or_by_both(TransactionKind kind, string counterparty, bool isRaised)
    {
        var (customer, account) = await AccountAsync();

        await intakes.TakeAsync(Intakes.Movement(account, "R1", Today, 600_000) with { Kind = kind, Counterparty = counterparty });

        Assert.Equal(isRaised, await crm.ReadAsync(db => db.MovementAlerts.AnyAsync(a => a.CustomerId == customer)));
    }

    [Fact]
    public async Task An_alert_of_that_day_shows_what_counted()
    {
        var officer = await crm.NewBranch().HasStaffAsync(RoleReach.AllBranches, AudiencePermissions.Alerts);
        var (customer, account) = await AccountAsync();

        await intakes.TakeAsync(
            Intakes.Movement(account, "R1", Today, 600_000) with { Counterparty = "市财政局" }, Intakes.Movement(account, "R2", Today, 500_000) with { Counterparty = "老张" });

        var alert = await crm.ReadAsync(db => db.MovementAlerts.SingleAsync(a => a.CustomerId == customer));
        Assert.Equal((500_000m, 1), (alert.Amount, alert.Movements));
        var seen = await crm.As(officer).AskAsync<GetAlert, AlertDetails>(new(alert.Id));
        Assert.Equal("老张", Assert.Single(seen.Movements).Counterparty);
    }

    [Fact]
    public void An_exemption_of_everything_or_without_a_source_is_none()
    {
        var rules = ExemptingCrm.Rules.On(Today)!;

        Assert.Throws<ArgumentException>(() => new AlertRuleBook([rules with { Exempt = [new() { Source = "Article 7" }] }]));
        Assert.Throws<ArgumentException>(() => new AlertRuleBook([rules with { Exempt = [new() { Counterparties = ["市财政局"] }] }]));
    }

    private async Task<(Guid Customer, string Account)> AccountAsync()
    {
        var customer = await crm.NewBranch().HasCustomerAsync();
        var number = $"A{Guid.NewGuid():n}"[..20];
        await intakes.TakeAsync(Intakes.Account(number, await intakes.NumberOfAsync(customer), AccountKind.Current));
        return (customer, number);
    }
}

/// <summary>A bank with exemptions of its own.</summary>
public sealed class ExemptingCrm : TestCrm
{
    internal static AlertRuleBook Rules { get; } = new(
    [
        new()
        {
            ValidFrom = new(2017, 7, 1),
            Source = "Order 2016 No. 3",
            LooksBack = 31,
            Limits =
            [
                new() { Rule = AlertRule.LargeCash, Kinds = [TransactionKind.Cash], Home = 50_000, Usd = 10_000 },
                new() { Rule = AlertRule.LargeTransfer, Kinds = [TransactionKind.Transfer, TransactionKind.DirectDebit], Home = 500_000, Usd = 100_000 },
            ],
            Exempt =
            [
                new() { Kinds = [TransactionKind.Transfer], Counterparties = ["市财政局", "省财政厅"], Source = "Article 7" },
                new() { Counterparties = ["市税务局"], Source = "Article 7" },
                new() { Kinds = [TransactionKind.DirectDebit], Source = "Decision of the bank" },
            ],
            Structuring = new() { Share = 0.8m, Days = 7, Movements = 3 },
            Unusual = new() { Least = 50_000, Times = 3, Months = 6, LeastMonths = 3 },
            Dormant = new() { Days = 180, Least = 5_000 },
            Contacts = new() { Days = 30, Changes = 3 },
        },
    ]);

    protected override void Configure(IServiceCollection services) => services.AddSingleton(Rules);
}
