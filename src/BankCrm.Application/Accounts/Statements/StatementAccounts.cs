using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Statements;

/// <summary>An account of the bank that a statement names.</summary>
/// <param name="Number">As it is spelt for taking in.</param>
internal sealed record NamedAccount(Guid Id, string Source, string Currency, string Number);

/// <summary>Finds whose statement it is among the accounts that whoever is at work sees.</summary>
internal sealed class StatementAccounts(CrmDb db, IBlindIndex index)
{
    /// <summary>Null: none, or several systems have accounts of this number.</summary>
    public async Task<NamedAccount?> FindAsync(StatementAccount account, CancellationToken ct)
    {
        var numbers = Numbers(account).ToDictionary(n => Convert.ToHexString(index.OfAccount(n)), n => n, StringComparer.Ordinal);
        List<byte[]> lookups = [.. numbers.Keys.Select(Convert.FromHexString)];
        var found = await db.Accounts.Where(a => lookups.Contains(a.NumberLookup)).Select(a => new { a.Id, a.Source, a.Currency, a.NumberLookup }).Take(2).ToListAsync(ct);
        return found is [var one] ? new(one.Id, one.Source, one.Currency, numbers[Convert.ToHexString(one.NumberLookup)]) : null;
    }

    public static string Masked(StatementAccount account) =>
        Numbers(account).FirstOrDefault() is { } number ? AccountNumber.Parse(number).ToString() : "";

    private static IEnumerable<string> Numbers(StatementAccount account) => new[] { account.Iban, account.Number, account.Written }
        .OfType<string>().Where(n => AccountNumber.Check(n) is null).Select(AccountNumber.Normalise).Distinct(StringComparer.Ordinal);
}
