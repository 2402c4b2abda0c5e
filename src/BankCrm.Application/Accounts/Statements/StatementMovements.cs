using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Common;

namespace BankCrm.Application.Accounts.Statements;

/// <summary>
/// Entries of one statement as movements of its account, under references that come out the same whichever file an entry stands in: the
/// bank's own or, where it gives none, one made of what the entry says and how many like it came before it on its day.
/// </summary>
internal sealed class StatementMovements(string accountNumber)
{
    private static readonly string[] NoReference = ["NONREF", "NOTPROVIDED", "NOREF", "0"];

    private readonly Dictionary<(DateOnly Day, string Reference), int> used = [];

    /// <summary>Null: it is not booked.</summary>
    public ToldTransaction? Of(StatementEntry entry)
    {
        if (entry.State is not EntryState.Booked || entry.Amount is not { } amount || (entry.BookedOn ?? entry.ValuedOn) is not { } day)
        {
            return null;
        }

        var detail = entry.Detail;
        return new(accountNumber, ReferenceOf(entry, day), day, CurrencyDigits.Plain(amount), entry.Currency, StatementKinds.Of(entry.Code))
        {
            ValueOn = entry.ValuedOn,
            Counterparty = Clean(detail.Counterparty, Transaction.NameMaxLength, manyLines: false),
            CounterpartyAccount = Clean(detail.CounterpartyAccount, Transaction.CounterpartyAccountMaxLength, manyLines: false),
            Text = Clean(detail.Remittance ?? detail.CreditorReference ?? entry.Information, Transaction.TextMaxLength, manyLines: true),
        };
    }

    private string ReferenceOf(StatementEntry entry, DateOnly day)
    {
        var banks = Clean(entry.BankReference, 40, manyLines: false);
        if (banks.Length > 0 && !NoReference.Contains(banks, StringComparer.OrdinalIgnoreCase) && used.TryAdd((day, banks), 1))
        {
            return banks;
        }

        // A bank that gives one reference to several entries of a day: what they say tells them apart.
        var said = string.Join(
            '\u001F', entry.Amount?.ToString("0.####", CultureInfo.InvariantCulture), entry.Currency, entry.ValuedOn?.ToString("O", CultureInfo.InvariantCulture), entry.Code,
            entry.BankReference, entry.CustomerReference, entry.Information, entry.Detail.EndToEndId, entry.Detail.Counterparty, entry.Detail.CounterpartyAccount,
            entry.Detail.Remittance);
        var made = "S-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)))[..32];
        var count = used[(day, made)] = used.GetValueOrDefault((day, made)) + 1;
        return count == 1 ? made : string.Create(CultureInfo.InvariantCulture, $"{made}-{count}");
    }

    /// <summary>Without what may not be stored, and no longer than there is room.</summary>
    private static string Clean(string? text, int length, bool manyLines)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? "").Trim().EnumerateRunes())
        {
            var kept = CleanText.Check(rune.ToString(), 2, manyLines) is null ? rune.ToString() : " ";
            if (clean.Length + kept.Length > length)
            {
                break;
            }

            clean.Append(kept);
        }

        return clean.ToString().Trim();
    }
}

/// <summary>What kind of movement the codes of the formats mean.</summary>
internal static class StatementKinds
{
    public static TransactionKind Of(string? code) => code switch
    {
        null => TransactionKind.Other,
        _ when code.EndsWith("-FEES", StringComparison.Ordinal) || code.EndsWith("-CHRG", StringComparison.Ordinal) || code.EndsWith("-COMM", StringComparison.Ordinal) => TransactionKind.Fee,
        _ when code.EndsWith("-INTR", StringComparison.Ordinal) || code.Contains("-INTR-", StringComparison.Ordinal) => TransactionKind.Interest,
        _ when code.EndsWith("-XBCT", StringComparison.Ordinal) => TransactionKind.CrossBorder,
        _ when code.StartsWith("PMNT-RDDT", StringComparison.Ordinal) || code.StartsWith("PMNT-IDDT", StringComparison.Ordinal) => TransactionKind.DirectDebit,
        _ when code.StartsWith("PMNT-CCRD", StringComparison.Ordinal) || code.StartsWith("PMNT-MCRD", StringComparison.Ordinal) => TransactionKind.CardPayment,
        _ when code.StartsWith("PMNT-CNTR", StringComparison.Ordinal) => TransactionKind.Cash,
        _ when code.StartsWith("PMNT-", StringComparison.Ordinal) => TransactionKind.Transfer,
        _ when code.StartsWith("LDAS-", StringComparison.Ordinal) => TransactionKind.Repayment,
        _ when code.StartsWith("SECU-", StringComparison.Ordinal) => TransactionKind.Investment,
        "NTRF" or "NSTO" or "NBOE" or "FTRF" or "XFER" or "DIRECTDEP" or "PAYMENT" or "REPEATPMT" => TransactionKind.Transfer,
        "NDDT" or "DIRECTDEBIT" => TransactionKind.DirectDebit,
        "NCHG" or "NCOM" or "FEE" or "SRVCHG" => TransactionKind.Fee,
        "NINT" or "INT" => TransactionKind.Interest,
        "NSEC" or "DIV" => TransactionKind.Investment,
        "NLDP" => TransactionKind.Repayment,
        "POS" => TransactionKind.CardPayment,
        "ATM" or "CASH" or "DEP" => TransactionKind.Cash,
        _ => TransactionKind.Other,
    };
}
