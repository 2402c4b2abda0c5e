using System.Globalization;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import.Ledger;

/// <summary>Shows rows of accounts or movements as they are understood. Numbers of accounts are masked.</summary>
internal sealed class LedgerPreview(LedgerReader reader, List<ImportField> fields)
{
    public PreviewRow Of(CsvRow row)
    {
        var read = reader.Read(row);
        return new(
            row.Line,
            [.. fields.Select(f => CellOf(read, f))],
            read.Faults.FirstOrDefault(f => f.Field is null || !fields.Contains(f.Field.Value))?.Fault);
    }

    private PreviewCell CellOf(LedgerRow read, ImportField field)
    {
        if (read.Faults.FirstOrDefault(f => f.Field == field) is { } fault)
        {
            return new(Raw(read, field), fault.Fault);
        }

        return read.Remarks.FirstOrDefault(r => r.Field == field) is { } remark
            ? new(Raw(read, field), remark.Fault, IsRemark: true)
            : new(Understood(read, field) ?? Raw(read, field), null, Choice: ChoiceOf(read, field));
    }

    private string Raw(LedgerRow read, ImportField field) => field is ImportField.AccountNumber or ImportField.CounterpartyAccount
        ? Masked(reader.Raw(read.Row, field))
        : PreviewMask.Of(reader.Raw(read.Row, field));

    /// <summary>Null: it is as it stands there.</summary>
    private static string? Understood(LedgerRow read, ImportField field) => field switch
    {
        ImportField.Amount => Amount(read.Movement?.Amount),
        ImportField.Credit => read.Movement is { Amount: > 0 } paidIn ? Amount(paidIn.Amount) : null,
        ImportField.Debit => read.Movement is { Amount: < 0 } paidOut ? Amount(paidOut.Amount) : null,
        ImportField.BalanceAfter => Amount(read.Movement?.BalanceAfter),
        ImportField.BookedOn => Day(read.Movement?.BookedOn),
        ImportField.ValueOn => Day(read.Movement?.ValueOn),
        ImportField.BookedAt when read.Movement?.BookedAt is { } at => Branch.At(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        ImportField.AccountBalance => Amount(read.Account?.Balance),
        ImportField.Available => Amount(read.Account?.Available),
        ImportField.Hold => Amount(read.Account?.Hold),
        ImportField.CreditLimit => Amount(read.Account?.CreditLimit),
        ImportField.OpenedOn => Day(read.Account?.OpenedOn),
        ImportField.ClosedOn => Day(read.Account?.ClosedOn),
        ImportField.MaturesOn => Day(read.Account?.MaturesOn),
        ImportField.AsOf when read.Account is { } account => Day(account.BalanceOn ?? Branch.DayAt(account.ToldAt)),
        ImportField.Currency => read.Account?.Currency ?? read.Movement?.Currency,
        _ => null,
    };

    private static Enum? ChoiceOf(LedgerRow read, ImportField field) => field switch
    {
        ImportField.AccountKind => read.Account?.Kind,
        ImportField.AccountStatus => read.Account?.Status,
        ImportField.MovementKind => read.Movement?.Kind,
        ImportField.Channel => read.Movement?.Channel,
        ImportField.Side => read.Movement is { } movement ? (movement.Amount < 0 ? MovementSide.Debit : MovementSide.Credit) : null,
        _ => null,
    };

    private static string Masked(string number) => AccountNumber.Check(number) is null ? AccountNumber.Parse(number).ToString() : PreviewMask.Of(number);

    private static string? Amount(decimal? amount) => amount?.ToString("#,##0.00##", CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
