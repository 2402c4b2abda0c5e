using System.Globalization;
using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Messages;

namespace BankCrm.Application.Integration.Accounts;

/// <summary>What one unit of a currency is worth in home currency from a day on. Told again for the same day, it replaces the rate.</summary>
[Allow(AccountScopes.WriteRates)]
public sealed record RateRecord
{
    /// <summary>ISO 4217, three letters.</summary>
    public required string Currency { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>Above zero.</summary>
    public required decimal Rate { get; init; }

    internal ToldRate ToTold() => new(Currency.Trim().ToUpperInvariant(), ValidFrom, Rate);
}

/// <summary>Rates of exchange.</summary>
internal sealed class RateMessages(IAccountIntake intake, CurrentUser user) : IMessageHandler<RateRecord>
{
    public string Stream => "rates";

    public Task<IReadOnlyList<MessageResult>> ApplyAsync(IReadOnlyList<DueMessage<RateRecord>> due, CancellationToken ct) =>
        IntakeAnswers.OfAsync(user, due, source => intake.TakeRatesAsync(source, [.. due.Select(d => d.Record.ToTold())], ct));

    public Task<IReadOnlyList<Guid?>> BranchesOfAsync(IReadOnlyList<RateRecord> records, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Guid?>>(new Guid?[records.Count]); // of no branch

    public IEnumerable<(string Label, string Value)> Describe(RateRecord record) =>
        [("Currency", record.Currency), ("Rate", string.Create(CultureInfo.InvariantCulture, $"{record.Rate:0.########}")), ("Valid from", record.ValidFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
}
