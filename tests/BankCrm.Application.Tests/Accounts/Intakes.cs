using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Accounts;

/// <summary>A core-banking system that tells the bank under test of accounts and movements.</summary>
internal sealed class Intakes(TestCrm crm)
{
    public const string Source = "CORE";

    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    public static CurrentUser Core => CurrentUser.System("core", AccountPermissions.TakeIn);

    public static ToldAccount Account(string number, string owner, AccountKind kind = AccountKind.Current, string currency = "CNY", long version = 1) =>
        new(number, kind, currency, AccountStatus.Open, version, Morning, [new(HolderRole.Owner, owner, null)]);

    public static ToldTransaction Movement(string account, string reference, DateOnly day, decimal amount, string currency = "CNY") =>
        new(account, reference, day, amount, currency, TransactionKind.Transfer);

    public Task<IReadOnlyList<IntakeOutcome>> TakeAsync(params ToldAccount[] accounts) =>
        AsCoreAsync(intake => intake.TakeAccountsAsync(Source, accounts, CancellationToken.None));

    public Task<IReadOnlyList<IntakeOutcome>> TakeAsync(params ToldTransaction[] transactions) =>
        AsCoreAsync(intake => intake.TakeTransactionsAsync(Source, transactions, CancellationToken.None));

    public async Task<T> AsCoreAsync<T>(Func<IAccountIntake, Task<T>> take, CurrentUser? user = null)
    {
        await using var scope = await crm.As(user ?? Core).OpenAsync();
        return await take(scope.ServiceProvider.GetRequiredService<IAccountIntake>());
    }

    public Task<string> NumberOfAsync(Guid customer) => crm.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Number).SingleAsync());

    public Task<CustomerTotals?> TotalsAsync(Guid customer) => crm.ReadAsync(db => db.CustomerTotals.SingleOrDefaultAsync(t => t.CustomerId == customer));

    /// <summary>Of the customer's only account.</summary>
    public Task<Account> AccountOfAsync(Guid customer) => crm.ReadAsync(db => db.Accounts.SingleAsync(a => a.Holders.Any(h => h.CustomerId == customer)));
}
