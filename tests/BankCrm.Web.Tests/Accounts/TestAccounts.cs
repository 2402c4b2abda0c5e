using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Web.Tests.Accounts;

/// <summary>Accounts and movements as core banking tells them.</summary>
internal static class TestAccounts
{
    public static readonly DateOnly First = new(2026, 3, 2);
    private static int accounts;

    extension(TestApp app)
    {
        /// <summary>An account with a thousand on it.</summary>
        public async Task<(string Number, Guid Id)> HasAccountAsync(Guid customer)
        {
            var number = $"6217{Interlocked.Increment(ref accounts):000000000000}";
            var owner = await app.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Number).SingleAsync());
            await app.AsCoreAsync(intake => intake.TakeAccountsAsync(
                "CORE",
                [
                    new(number, AccountKind.Savings, "CNY", AccountStatus.Open, 1, new(2026, 3, 1, 9, 0, 0, TimeSpan.FromHours(8)), [new(HolderRole.Owner, owner, null)])
                    {
                        Balance = 1000m,
                        BalanceOn = First.AddDays(-1),
                    },
                ],
                CancellationToken.None));
            return (number, await app.ReadAsync(db => db.AccountHolders.Where(h => h.CustomerId == customer).Select(h => h.AccountId).SingleAsync()));
        }

        public Task TakeAsync(params ToldTransaction[] transactions) =>
            app.AsCoreAsync(intake => intake.TakeTransactionsAsync("CORE", transactions, CancellationToken.None));

        private async Task AsCoreAsync(Func<IAccountIntake, Task<IReadOnlyList<IntakeOutcome>>> take)
        {
            await using var scope = app.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("core", AccountPermissions.TakeIn));
            Assert.All(await take(scope.ServiceProvider.GetRequiredService<IAccountIntake>()), o => Assert.Equal(IntakeResult.New, o.Result));
        }
    }
}
