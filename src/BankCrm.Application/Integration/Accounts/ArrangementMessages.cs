using System.Globalization;
using BankCrm.Application.Accounts.Arrangements;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Messages;

namespace BankCrm.Application.Integration.Accounts;

/// <summary>What hangs on accounts, of one kind, as core banking has it.</summary>
internal sealed class ArrangementMessages<TRecord, TTold>(IArrangementIntake intake, CurrentUser user) : IMessageHandler<TRecord>
    where TRecord : class, IArrangementRecord<TTold>
    where TTold : class, IToldArrangement
{
    public string Stream => TRecord.Stream;

    public Task<IReadOnlyList<MessageResult>> ApplyAsync(IReadOnlyList<DueMessage<TRecord>> due, CancellationToken ct) =>
        IntakeAnswers.OfAsync(user, due, source => intake.TakeAsync(source, due.Select(d => d.Record.ToTold()).ToList(), ct));

    public Task<IReadOnlyList<Guid?>> BranchesOfAsync(IReadOnlyList<TRecord> records, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Guid?>>(new Guid?[records.Count]); // its account's holders may be of any branch

    public IEnumerable<(string Label, string Value)> Describe(TRecord record)
    {
        var told = record.ToTold();
        return
        [
            ("Account number", AccountWords.Masked(told.AccountNumber)), ("Reference", told.Reference),
            ("Version", told.Version.ToString(CultureInfo.InvariantCulture)), .. AccountWords.Of(told),
        ];
    }
}
