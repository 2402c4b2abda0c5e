using System.Collections.Frozen;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import.Ledger;

/// <summary>The cells of one row as values; what cannot be read goes to its notes.</summary>
internal sealed class RowValues(RowCells cells, ImportMapping mapping, CsvRow row)
{
    public RowNotes Notes { get; } = new();

    public string Text(ImportField field) => cells.Text(row, field) is var text && CellText.IsNothing(text) ? "" : text;

    /// <summary>No longer than there is room; the rest is left out, and told of.</summary>
    public string Text(ImportField field, int most)
    {
        var text = Text(field);
        if (text.Length <= most)
        {
            return text;
        }

        Notes.Remark(field, new("Only the first {0} letters are kept.", most));
        return char.IsHighSurrogate(text[most - 1]) ? text[..(most - 1)] : text[..most];
    }

    /// <summary>Of an account or a customer: in one line, and never shortened by a spreadsheet.</summary>
    public string Number(ImportField field)
    {
        var number = CellText.Number(cells.Cell(row, field));
        if (CellText.Damage(number) is { } damage)
        {
            Notes.Fault(field, damage);
            return "";
        }

        return CellText.IsNothing(number) ? "" : number;
    }

    public string AccountNumber()
    {
        var number = Number(ImportField.AccountNumber);
        if (number.Length == 0)
        {
            Notes.Add([new(ImportField.AccountNumber, new("The number of the account is missing."))]);
        }
        else if (Domain.Accounts.AccountNumber.Check(number) is { } fault)
        {
            Notes.Fault(ImportField.AccountNumber, fault);
        }

        return number;
    }

    public decimal? Amount(ImportField field)
    {
        var (amount, fault) = MoneyText.Read(cells.Cell(row, field), mapping.DecimalSign);
        if (fault is not null)
        {
            Notes.Fault(field, fault);
        }

        return amount;
    }

    public DateOnly? Day(ImportField field)
    {
        var (day, fault) = DateText.Read(Meant(field), mapping.DateOrder);
        if (fault is not null)
        {
            Notes.Fault(field, fault);
        }

        return day;
    }

    /// <summary>Null: there is no time beside the day.</summary>
    public DateTimeOffset? Moment(ImportField field) =>
        cells.Cell(row, field) is var cell && cell.Contains(':', StringComparison.Ordinal) ? DateText.ReadMoment(cell, mapping.DateOrder).At : null;

    /// <summary>Empty: the file says none.</summary>
    public string Currency()
    {
        var cell = Text(ImportField.Currency);
        if (cell.Length == 0)
        {
            return "";
        }

        var code = LedgerWords.Currency(cell);
        if (Money.Check(code) is { } fault)
        {
            Notes.Fault(ImportField.Currency, fault);
        }

        return code;
    }

    /// <summary>Null: the cell is empty, or holds no word of ours.</summary>
    public T? Choice<T>(ImportField field, FrozenDictionary<string, T> words) where T : struct, Enum =>
        Text(field) is { Length: > 0 } word && mapping.MeaningOf(field, word) is { Length: > 0 } meaning ? LedgerWords.Choice(words, meaning) : null;

    private string Meant(ImportField field) => cells.Cell(row, field) is var cell && CellText.IsNothing(CellText.Clean(cell)) ? "" : cell;
}
