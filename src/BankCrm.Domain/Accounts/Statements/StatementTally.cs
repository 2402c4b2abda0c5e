using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Statements;

/// <summary>Counts one statement while it passes by, and says at its end what is wrong with it.</summary>
internal sealed class StatementTally(StatementHeader header)
{
    private readonly Dictionary<string, decimal> bookedBy = new(StringComparer.Ordinal);
    private int entries;
    private int details;
    private int unreadable;
    private int faulty;
    private decimal credits;
    private decimal debits;
    private DateOnly? firstDay;

    public void Add(StatementEntry entry)
    {
        entries++;
        details += entry.Details.Count;
        faulty += entry.Faults.Count > 0 ? 1 : 0;
        firstDay ??= entry.BookedOn ?? entry.ValuedOn;
        if (entry.Amount is not { } amount)
        {
            unreadable++;
            return;
        }

        credits += Math.Max(amount, 0);
        debits += Math.Max(-amount, 0);
        if (entry.State is EntryState.Booked)
        {
            bookedBy[entry.Currency] = bookedBy.GetValueOrDefault(entry.Currency) + amount;
        }
    }

    public StatementEnded End(StatementEnded ended, HashSet<string> seen)
    {
        var faults = ended.Faults.ToList();
        void Complain(Fault fault, int? line = null) => faults.Add(new(fault, line ?? header.Line));

        if (string.IsNullOrEmpty(header.Account.Written))
        {
            Complain(new Fault("The statement names no account."));
        }

        if (header.Account.Currency is { Length: > 0 } own && CurrencyDigits.Of(own) is null)
        {
            Complain(new Fault("There is no currency {0}.", own));
        }

        if (!seen.Add(KeyOf(ended.Balances)))
        {
            Complain(new Fault("The same statement stands in the file twice."));
        }

        var (opening, closing) = Ends(ended.Balances);
        var addsUp = AddsUp(opening, closing, Complain);
        Compare(ended.Announced, Complain);
        return ended with { Faults = faults, Sum = new(entries, details, credits, debits, unreadable, faulty, opening, closing, addsUp) };
    }

    /// <summary>A bank that does not number its statements writes zeros: then days and opening balance tell them apart.</summary>
    private string KeyOf(IReadOnlyList<StatementBalance> balances)
    {
        var (opening, closing) = Ends(balances);
        var isNumbered = header.Number is { } number && number.AsSpan().TrimStart("0/").Length > 0;
        var isNamed = isNumbered || header.Kind is "Stmt" or "Rpt" or "Ntfctn";
        return string.Join('\u001F', header.Kind, header.Account.Written, header.Account.Bank, header.Id, header.Number, header.Page,
            isNamed ? closing?.On?.Year : (header.From, header.Through, opening?.On, opening?.Amount, closing?.On, closing?.Amount, entries, firstDay, credits, debits));
    }

    /// <summary>Of a statement in parts, what is between two parts is an interim balance: the first opens, the last closes.</summary>
    private static (StatementBalance? Opening, StatementBalance? Closing) Ends(IReadOnlyList<StatementBalance> balances)
    {
        var interim = balances.Where(b => b.Kind is BalanceKind.Interim).ToList();
        var opening = First(BalanceKind.Opening) ?? First(BalanceKind.PreviouslyClosed);
        var closing = First(BalanceKind.Closing);
        if (opening is null && interim.Count > (closing is null ? 1 : 0))
        {
            opening = interim[0];
        }

        return (opening, closing ?? interim.LastOrDefault(b => !ReferenceEquals(b, opening)));

        StatementBalance? First(BalanceKind kind) => balances.FirstOrDefault(b => b.Kind == kind);
    }

    private bool? AddsUp(StatementBalance? opening, StatementBalance? closing, Action<Fault, int?> complain)
    {
        // An intraday report tells what came since the last one; a notification has no balances that frame it.
        if (opening?.Amount is not { } from || closing?.Amount is not { } through || header.Kind is "Ntfctn" || (header.Kind is "Rpt" && closing.Kind is not BalanceKind.Closing))
        {
            return null;
        }

        if (opening.Currency != closing.Currency)
        {
            complain(new Fault("The opening balance is in {0}, the closing balance in {1}.", opening.Currency, closing.Currency), closing.Line);
            return false;
        }

        if (bookedBy.Keys.FirstOrDefault(c => c != opening.Currency) is { } other)
        {
            complain(new Fault("The balances are in {0}, but entries are in {1}.", opening.Currency, other), null);
            return false;
        }

        var reached = from + bookedBy.GetValueOrDefault(opening.Currency);
        if (reached == through)
        {
            return true;
        }

        complain(
            new Fault("The statement does not add up: opening balance and entries make {0}, the closing balance is {1}.", CurrencyDigits.Shown(reached), CurrencyDigits.Shown(through)),
            closing.Line);
        return false;
    }

    private void Compare(AnnouncedSums? announced, Action<Fault, int?> complain)
    {
        if (announced is null || header.Page > 1 || header.IsLastPage is false)
        {
            return;
        }

        if (announced.Entries is { } count && count != entries)
        {
            complain(new Fault("The statement says that it has {0} entries; it has {1}.", count, entries), announced.Line);
        }

        if (announced.Credits is { } credit && credit != credits)
        {
            complain(new Fault("The statement says that its credits make {0}; they make {1}.", CurrencyDigits.Shown(credit), CurrencyDigits.Shown(credits)), announced.Line);
        }

        if (announced.Debits is { } debit && debit != debits)
        {
            complain(new Fault("The statement says that its debits make {0}; they make {1}.", CurrencyDigits.Shown(debit), CurrencyDigits.Shown(debits)), announced.Line);
        }
    }
}
