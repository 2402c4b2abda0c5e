using System.Globalization;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Application.Integration.Accounts;
using BankCrm.Application.Platform.Messages;
using BankCrm.Domain.Accounts.Reconciliation;
using BankCrm.Infrastructure.Accounts.Intake;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Integration.Accounts;

/// <summary>What core banking booked, day by day.</summary>
internal sealed class DayTotalsMessages(CrmDb db, CurrentUser user, IntakeRoad road) : IMessageHandler<DayTotalsRecord>
{
    public string Stream => "day-totals";

    public Task<IReadOnlyList<MessageResult>> ApplyAsync(IReadOnlyList<DueMessage<DayTotalsRecord>> due, CancellationToken ct) => IntakeAnswers.OfAsync(
        user, due, source => road.TakeAsync(source, nameof(ToldDay), due.Count, outcomes => StoreAsync(source, due, outcomes, ct), ct));

    public Task<IReadOnlyList<Guid?>> BranchesOfAsync(IReadOnlyList<DayTotalsRecord> records, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Guid?>>(new Guid?[records.Count]); // of all branches together

    public IEnumerable<(string Label, string Value)> Describe(DayTotalsRecord record) =>
    [
        ("Day", record.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("Currency", record.Currency),
        ("Movements", record.Movements.ToString(CultureInfo.InvariantCulture)), ("Credit", record.Credit.ToString(CultureInfo.InvariantCulture)),
        ("Debit", record.Debit.ToString(CultureInfo.InvariantCulture)),
    ];

    // The platform has left only the newest of each day: whatever is here replaces what was told.
    private async Task StoreAsync(string source, IReadOnlyList<DueMessage<DayTotalsRecord>> due, IntakeOutcome[] outcomes, CancellationToken ct)
    {
        for (var i = 0; i < due.Count; i++)
        {
            outcomes[i] = due[i].Record.Fault() is { } fault ? new(IntakeResult.Refused, fault) : new(IntakeResult.Changed);
        }

        DayTotalsRecord[] records = [.. due.Where((_, i) => outcomes[i].Result is not IntakeResult.Refused).Select(d => d.Record)];
        await db.ExecuteAsync(
            """
            insert into told_days (source, day, currency, movements, credit, debit, accounts, closing_balance, told_at)
            select $1, n.* from unnest($2::date[], $3::text[], $4::bigint[], $5::numeric[], $6::numeric[], $7::bigint[], $8::numeric[], $9::timestamptz[]) n
            on conflict (day, source, currency) do update set movements = excluded.movements, credit = excluded.credit, debit = excluded.debit,
              accounts = excluded.accounts, closing_balance = excluded.closing_balance, told_at = excluded.told_at
            """,
            ct,
            source, Array.ConvertAll(records, r => r.Day), Array.ConvertAll(records, r => r.Currency.Trim().ToUpperInvariant()),
            Array.ConvertAll(records, r => r.Movements), Array.ConvertAll(records, r => r.Credit), Array.ConvertAll(records, r => r.Debit),
            Array.ConvertAll(records, r => r.Accounts), Array.ConvertAll(records, r => r.ClosingBalance), Array.ConvertAll(records, r => r.AsOf.ToUniversalTime()));
    }
}
