using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Infrastructure.Accounts.Intake;

internal sealed class AccountIntake(CrmDb db, CurrentUser user, IAuditTrail audit, AccountRecorder accounts, TransactionRecorder transactions, RateRecorder rates)
    : IAccountIntake
{
    public Task<IReadOnlyList<IntakeOutcome>> TakeAccountsAsync(string source, IReadOnlyList<ToldAccount> told, CancellationToken ct) =>
        TakeAsync(source, nameof(Account), told.Count, outcomes => accounts.RecordAsync(source, told, outcomes, ct), ct);

    public Task<IReadOnlyList<IntakeOutcome>> TakeTransactionsAsync(string source, IReadOnlyList<ToldTransaction> told, CancellationToken ct) =>
        TakeAsync(source, "Transaction", told.Count, outcomes => transactions.RecordAsync(source, told, outcomes, ct), ct);

    public Task<IReadOnlyList<IntakeOutcome>> TakeRatesAsync(string source, IReadOnlyList<ToldRate> told, CancellationToken ct) =>
        TakeAsync(source, nameof(ExchangeRate), told.Count, outcomes => rates.RecordAsync(source, told, outcomes, ct), ct);

    private async Task<IReadOnlyList<IntakeOutcome>> TakeAsync(
        string source, string what, int count, Func<IntakeOutcome[], Task> record, CancellationToken ct)
    {
        user.Demand(AccountPermissions.TakeIn);
        if (!user.SeesAllBranches)
        {
            throw new ForbiddenException(AccountPermissions.TakeIn); // an account's holders may be of any branch
        }

        var outcomes = new IntakeOutcome[count];
        if (db.Database.CurrentTransaction is not null)
        {
            await RecordAsync();
            return outcomes;
        }

        await using var transaction = await db.BeginAsync(ct);
        await RecordAsync();
        await transaction.CommitAsync(ct);
        return outcomes;

        async Task RecordAsync()
        {
            await record(outcomes);
            await audit.WriteAsync(
                new(AuditEvents.TakenIn)
                {
                    ObjectType = what,
                    Changes = AuditChanges.Of(
                        [("Source", null, source), .. outcomes.CountBy(o => o.Result).OrderBy(r => r.Key).Select(r => (r.Key.ToString(), (object?)null, (object?)r.Value))]),
                },
                ct);
        }
    }
}
