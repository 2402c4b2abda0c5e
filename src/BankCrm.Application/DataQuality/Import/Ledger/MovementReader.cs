using System.Text.RegularExpressions;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import.Ledger;

/// <summary>Reads rows by a mapping as movements.</summary>
internal sealed partial class MovementReader(RowCells cells, ImportMapping mapping)
{
    private static readonly string[] NoReference = ["0", "NONREF", "NOTPROVIDED", "NOREF"];

    private readonly bool inTwo = !mapping.Columns.Contains(ImportField.Amount);
    private readonly bool isMarked = mapping.Columns.Contains(ImportField.Side);

    public LedgerRow Read(CsvRow row)
    {
        var values = new RowValues(cells, mapping, row);
        var number = values.AccountNumber();
        var day = values.Day(ImportField.BookedOn);
        if (day is null)
        {
            values.Notes.Add([new(ImportField.BookedOn, new("The day of booking is missing."))]);
        }

        var amount = AmountOf(values);
        var currency = values.Currency();
        var told = new ToldTransaction(number, ReferenceOf(values), day ?? default, amount ?? 0, currency, values.Choice(ImportField.MovementKind, LedgerWords.Movements) ?? TransactionKind.Other)
        {
            Channel = values.Choice(ImportField.Channel, LedgerWords.Channels) ?? TransactionChannel.Unknown,
            ValueOn = values.Day(ImportField.ValueOn),
            BookedAt = day is { } on ? MomentOf(values, row, on) : null,
            BalanceAfter = values.Amount(ImportField.BalanceAfter),
            Counterparty = values.Text(ImportField.Counterparty, Transaction.NameMaxLength),
            CounterpartyAccount = values.Text(ImportField.CounterpartyAccount, Transaction.CounterpartyAccountMaxLength),
            Text = values.Text(ImportField.MovementText, Transaction.TextMaxLength),
        };
        return new(row, values.Notes.Faults, values.Notes.Remarks) { Movement = values.Notes.Faults.Count == 0 ? told : null };
    }

    private decimal? AmountOf(RowValues values)
    {
        var (field, amount) = inTwo ? OfTwo(values) : (ImportField.Amount, isMarked ? Marked(values) : values.Amount(ImportField.Amount));
        if (amount is null)
        {
            values.Notes.Add([new(field, new("An amount is missing."))]);
        }
        else if (amount == 0)
        {
            values.Notes.Fault(field, new("A movement of nothing is none."));
        }
        else if (Math.Abs(amount.Value) >= Money.Most)
        {
            values.Notes.Fault(field, new("An amount has too many digits."));
        }

        return amount;
    }

    private static (ImportField Field, decimal? Amount) OfTwo(RowValues values)
    {
        var (credit, debit) = (values.Amount(ImportField.Credit), values.Amount(ImportField.Debit));
        if (debit < 0)
        {
            values.Notes.Fault(ImportField.Debit, new("A debit below zero can be meant in two ways. If debits bear their sign, let both columns mean the amount."));
        }

        if (credit is not (null or 0) && debit is not (null or 0))
        {
            values.Notes.Fault(ImportField.Debit, new("The row has a credit and a debit: it can be one of them."));
        }

        return debit is null or 0 ? (ImportField.Credit, credit ?? debit) : (ImportField.Debit, -debit);
    }

    private static decimal? Marked(RowValues values)
    {
        var amount = values.Amount(ImportField.Amount);
        if (values.Choice(ImportField.Side, LedgerWords.Sides) is not { } side)
        {
            values.Notes.Fault(ImportField.Side, new("Is this a credit or a debit? Say so with the columns."));
            return amount;
        }

        if (side is MovementSide.Debit && amount < 0)
        {
            values.Notes.Fault(ImportField.Side, new("The amount has a sign, and is marked as a debit besides. Leave out one of the two columns."));
        }

        return side is MovementSide.Debit ? -amount : amount;
    }

    private static string ReferenceOf(RowValues values)
    {
        var reference = values.Number(ImportField.Reference);
        if (reference.Length > Transaction.ReferenceMaxLength)
        {
            values.Notes.Fault(ImportField.Reference, new("This is too long: at most {0} places.", Transaction.ReferenceMaxLength));
        }

        return NoReference.Contains(reference, StringComparer.OrdinalIgnoreCase) ? "" : reference;
    }

    /// <summary>Null: the file tells days only. The time may stand beside the day, or in a column of its own, with or without colons.</summary>
    private DateTimeOffset? MomentOf(RowValues values, CsvRow row, DateOnly day)
    {
        if (values.Moment(ImportField.BookedOn) is { } beside)
        {
            return beside;
        }

        var time = CellText.Number(cells.Cell(row, ImportField.BookedAt));
        if (time.Length == 0 || CellText.IsNothing(time))
        {
            return null;
        }

        if (Clock().Match(time) is { Success: true } clock && TimeOnly.TryParse($"{clock.Groups["h"].Value}:{clock.Groups["m"].Value}:{(clock.Groups["s"].Success ? clock.Groups["s"].Value : "00")}", System.Globalization.CultureInfo.InvariantCulture, out var at))
        {
            return (Branch.StartOf(day) + at.ToTimeSpan()).ToUniversalTime();
        }

        if (values.Moment(ImportField.BookedAt) is { } moment && Branch.DayAt(moment) == day)
        {
            return moment;
        }

        values.Notes.Remark(ImportField.BookedAt, new("This is no time of that day, and was left out."));
        return null;
    }

    // 10:15:30, 10:15, 101530
    [GeneratedRegex("^(?<h>[0-9]{1,2}):(?<m>[0-9]{2})(:(?<s>[0-9]{2})([.][0-9]+)?)?$|^(?<h>[0-9]{2})(?<m>[0-9]{2})(?<s>[0-9]{2})$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Clock();
}
