using BankCrm.Application.Accounts.Intake;
using BankCrm.Domain.Accounts;

namespace BankCrm.Infrastructure.Accounts.Intake;

internal sealed class AccountIntake(IntakeRoad road, AccountRecorder accounts, TransactionRecorder transactions, RateRecorder rates) : IAccountIntake
{
    public Task<IReadOnlyList<IntakeOutcome>> TakeAccountsAsync(string source, IReadOnlyList<ToldAccount> told, CancellationToken ct) =>
        road.TakeAsync(source, nameof(Account), told.Count, outcomes => accounts.RecordAsync(source, told, outcomes, ct), ct);

    public Task<IReadOnlyList<IntakeOutcome>> TakeTransactionsAsync(string source, IReadOnlyList<ToldTransaction> told, CancellationToken ct) =>
        road.TakeAsync(source, "Transaction", told.Count, outcomes => transactions.RecordAsync(source, told, outcomes, ct), ct);

    public Task<IReadOnlyList<IntakeOutcome>> TakeRatesAsync(string source, IReadOnlyList<ToldRate> told, CancellationToken ct) =>
        road.TakeAsync(source, nameof(ExchangeRate), told.Count, outcomes => rates.RecordAsync(source, told, outcomes, ct), ct);
}
