using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Messages;

namespace BankCrm.Application.Integration.Accounts;

/// <summary>Accounts as core banking has them.</summary>
internal sealed class AccountMessages(IAccountIntake intake, CurrentUser user) : IMessageHandler<AccountRecord>
{
    public string Stream => "accounts";

    public Task<IReadOnlyList<MessageResult>> ApplyAsync(IReadOnlyList<DueMessage<AccountRecord>> due, CancellationToken ct) =>
        IntakeAnswers.OfAsync(user, due, source => intake.TakeAccountsAsync(source, [.. due.Select(d => d.Record.ToTold())], ct));

    public Task<IReadOnlyList<Guid?>> BranchesOfAsync(IReadOnlyList<AccountRecord> records, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Guid?>>(new Guid?[records.Count]); // its holders may be of any branch

    public IEnumerable<(string Label, string Value)> Describe(AccountRecord record) => AccountWords.Of(record);
}

/// <summary>Movements as core banking booked them.</summary>
internal sealed class TransactionMessages(IAccountIntake intake, CurrentUser user) : IMessageHandler<TransactionRecord>
{
    public string Stream => "transactions";

    public Task<IReadOnlyList<MessageResult>> ApplyAsync(IReadOnlyList<DueMessage<TransactionRecord>> due, CancellationToken ct) =>
        IntakeAnswers.OfAsync(user, due, source => intake.TakeTransactionsAsync(source, [.. due.Select(d => d.Record.ToTold())], ct));

    public Task<IReadOnlyList<Guid?>> BranchesOfAsync(IReadOnlyList<TransactionRecord> records, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Guid?>>(new Guid?[records.Count]); // its account's holders may be of any branch

    public IEnumerable<(string Label, string Value)> Describe(TransactionRecord record) => AccountWords.Of(record);
}

internal static class IntakeAnswers
{
    public static async Task<IReadOnlyList<MessageResult>> OfAsync<T>(
        CurrentUser user, IReadOnlyList<DueMessage<T>> due, Func<string, Task<IReadOnlyList<IntakeOutcome>>> take) where T : class
    {
        if (user.Source is not { } source)
        {
            return [.. due.Select(d => MessageResult.Refused(
                d.Sequence, new("Accounts and movements are their source's: keep ours, and have it send the right one under a new number.")))];
        }

        var outcomes = await take(source);
        return [.. due.Select((d, place) => Of(d.Sequence, outcomes[place]))];
    }

    private static MessageResult Of(long sequence, IntakeOutcome outcome) => outcome switch
    {
        { Result: IntakeResult.Refused, Fault: { } fault } => MessageResult.Refused(sequence, fault),
        { Result: IntakeResult.New or IntakeResult.Changed } => new(sequence, MessageOutcome.Applied),
        { Result: IntakeResult.Known } => new(sequence, MessageOutcome.Unchanged),
        { Result: IntakeResult.Stale } => new(sequence, MessageOutcome.Stale),
        { Result: IntakeResult.Differs } => new(sequence, MessageOutcome.Conflict),
        _ => throw new InvalidOperationException($"The intake answered {outcome.Result} without a reason."),
    };
}
