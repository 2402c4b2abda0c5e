using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Arrangements;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Upcoming;
using BankCrm.Application.Tests.Accounts;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Arrangements;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Customers.Upcoming;

public sealed class UpcomingTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly DateOnly Today = Branch.DayAt(TimeProvider.System.GetUtcNow());

    private readonly Intakes intakes = new(crm);

    [Fact]
    public async Task What_comes_of_all_features_stands_in_one_order()
    {
        var branch = crm.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { Name = "林志玲", BirthDate = new(1985, Today.AddMonths(1).Month, 15) });
        var number = await intakes.NumberOfAsync(customer);
        await intakes.TakeAsync(
            Intakes.Account("6217730000000101", number, AccountKind.TimeDeposit) with { Balance = 300m, MaturesOn = Today.AddDays(80) },
            Intakes.Account("6217730000000102", number, AccountKind.TimeDeposit) with { MaturesOn = Today.AddDays(91) },
            Intakes.Account("6217730000000103", number, AccountKind.Wealth) with { MaturesOn = Today.AddDays(-1) });

        var coming = await AskAsync(branch, customer, AccountPermissions.Read);

        Assert.Equal(["Birthday", "{0} matures"], coming.Select(c => c.Sentence));
        Assert.True(coming[0].IsMonth);
        Assert.Equal((AccountKind.TimeDeposit, 300m, Today.AddDays(80)), (coming[1].Args[0], coming[1].Amount!.Value, coming[1].Day));
        Assert.Equal(["Birthday"], (await AskAsync(branch, customer)).Select(c => c.Sentence));
        Assert.Equal(["Birthday"], (await AskAsync(branch, customer, AccountPermissions.ReadOwn)).Select(c => c.Sentence));
        Assert.Empty(await AskAsync(crm.NewBranch(), customer, AccountPermissions.Read));
    }

    [Fact]
    public async Task Instalments_that_are_not_paid_are_coming()
    {
        var branch = crm.NewBranch();
        var customer = await branch.HasCustomerAsync();
        await intakes.TakeAsync(Intakes.Account("6217730000000201", await intakes.NumberOfAsync(customer), AccountKind.Loan) with { Balance = -900m });
        await using (var scope = await crm.As(Intakes.Core).OpenAsync())
        {
            var loan = new ToldLoan("6217730000000201", "L1", 1, TimeProvider.System.GetUtcNow(), 900m, "CNY", Today.AddYears(-1), LoanStatus.Running)
            {
                Instalments = [new(1, Today.AddDays(3), 100m, 4m, IsPaid: true), new(2, Today.AddDays(33), 100m, 3.5m, IsPaid: false), new(3, Today.AddDays(133), 100m, 3m, IsPaid: false)],
            };
            Assert.Equal(IntakeResult.New, Assert.Single(await scope.ServiceProvider.GetRequiredService<IArrangementIntake>().TakeAsync(Intakes.Source, [loan], CancellationToken.None)).Result);
        }

        var repayment = Assert.Single(await AskAsync(branch, customer, AccountPermissions.Read));
        Assert.Equal(("Repayment of a loan", 103.5m, Today.AddDays(33)), (repayment.Sentence, repayment.Amount!.Value, repayment.Day));
        Assert.Empty(await AskAsync(branch, customer));
    }

    private async Task<IReadOnlyList<UpcomingEvent>> AskAsync(TestBranch branch, Guid customer, params string[] permissions) =>
        await crm.As(await branch.HasStaffAsync([CustomerPermissions.Read, .. permissions])).AskAsync<GetUpcoming, IReadOnlyList<UpcomingEvent>>(new(customer));
}
