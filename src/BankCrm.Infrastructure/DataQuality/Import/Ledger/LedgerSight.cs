using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.DataQuality.Import.Ledger;

/// <summary>An account that whoever imports sees.</summary>
internal sealed record SeenAccount(string Currency, AccountStatus Status, DateOnly? ClosedOn);

/// <summary>
/// Compares rows with what whoever imports sees: a movement needs an account of theirs, an account customers of theirs. What belongs to other
/// branches is not there for them.
/// </summary>
/// <param name="known">Accounts found before, by number; null: not found. Kept for the whole file.</param>
internal sealed class LedgerSight(CrmDb db, IBlindIndex index, string source, Dictionary<string, SeenAccount?> known)
{
    public async Task LookAsync(LedgerChunk chunk, CancellationToken ct)
    {
        if (chunk.Movements.Count > 0)
        {
            await FindAccountsAsync(chunk.Movements.Select(m => m.Told.AccountNumber), ct);
            chunk.Movements = [.. chunk.Movements.Select(m => Seen(chunk, m)).OfType<RowToTell<ToldTransaction>>()];
        }

        if (chunk.Accounts.Count > 0)
        {
            var customers = await CustomersSeen.OfAsync(db, [.. chunk.Accounts.SelectMany(a => a.Told.Holders)], ct);
            chunk.Accounts = [.. chunk.Accounts.Select(a => customers.Seen(chunk, a)).OfType<RowToTell<ToldAccount>>()];
            await FindAccountsAsync(chunk.Accounts.Select(a => a.Told.Number), ct);
            chunk.Unseen = chunk.Accounts.FindAll(a => known[a.Told.Number] is null);
        }
    }

    private RowToTell<ToldTransaction>? Seen(LedgerChunk chunk, RowToTell<ToldTransaction> row)
    {
        var told = row.Told;
        if (known[told.AccountNumber] is not { } account)
        {
            chunk.Refuse(row.Row.Line, ImportField.AccountNumber, new("No account of {0} that you see has this number. Take in the account first.", source));
            return null;
        }

        var inCurrency = told.Currency.Length == 0 ? told with { Currency = account.Currency } : told;
        if (FaultOf(inCurrency, account) is { } fault)
        {
            chunk.Refuse(row.Row.Line, fault.Field, fault.Fault);
            return null;
        }

        return row with { Told = inCurrency };
    }

    private static RowFault? FaultOf(ToldTransaction told, SeenAccount account) =>
        told.Currency != account.Currency ? new(ImportField.Currency, new("The account is in {0}, the movement in {1}.", account.Currency, told.Currency))
        : Money.Check(told.Amount, told.Currency) is { } digits ? new(null, digits)
        : told.BalanceAfter is { } after && Money.Check(after, told.Currency) is { } ofBalance ? new(ImportField.BalanceAfter, ofBalance)
        : account is { Status: AccountStatus.Closed, ClosedOn: null } ? new(ImportField.AccountNumber, new("The account is closed."))
        : account.Status is AccountStatus.Closed && told.BookedOn > account.ClosedOn ? new(ImportField.BookedOn, new("The account was closed before that day."))
        : null;

    private async Task FindAccountsAsync(IEnumerable<string> numbers, CancellationToken ct)
    {
        var asked = numbers.Distinct(StringComparer.Ordinal).Where(n => !known.ContainsKey(n)).ToDictionary(n => n, n => index.OfAccount(n), StringComparer.Ordinal);
        if (asked.Count == 0)
        {
            return;
        }

        List<byte[]> lookups = [.. asked.Values];
        var found = await db.Accounts.Where(a => a.Source == source && lookups.Contains(a.NumberLookup))
            .Select(a => new { a.NumberLookup, a.Currency, a.Status, a.ClosedOn }).ToListAsync(ct);
        var seen = found.ToDictionary(a => Convert.ToHexString(a.NumberLookup), a => new SeenAccount(a.Currency, a.Status, a.ClosedOn), StringComparer.Ordinal);
        foreach (var (number, lookup) in asked)
        {
            known[number] = seen.GetValueOrDefault(Convert.ToHexString(lookup));
        }
    }
}
