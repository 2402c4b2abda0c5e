using BankCrm.Application.Accounts.Intake;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import.Ledger;

/// <summary>Reads rows by a mapping as accounts.</summary>
/// <param name="receivedAt">When the very file came first.</param>
internal sealed class AccountReader(RowCells cells, ImportMapping mapping, DateTimeOffset receivedAt)
{
    private static readonly DateOnly Earliest = new(1970, 1, 1);

    private readonly bool isCounted = mapping.Columns.Contains(ImportField.AccountVersion);

    public LedgerRow Read(CsvRow row)
    {
        var values = new RowValues(cells, mapping, row);
        var number = values.AccountNumber();
        var (toldAt, on) = AsOf(values);
        var currency = values.Currency();
        if (currency.Length == 0)
        {
            values.Notes.Add([new(ImportField.Currency, new("The currency is missing."))]);
        }

        var kind = values.Choice(ImportField.AccountKind, LedgerWords.Kinds);
        if (kind is null)
        {
            values.Notes.Fault(ImportField.AccountKind, new("Of which kind is this account? Say so with the columns."));
        }

        var told = new ToldAccount(number, kind ?? default, currency, StatusOf(values), VersionOf(values, toldAt), toldAt, Holders(values))
        {
            IsCounted = isCounted,
            Product = OrNull(values.Text(ImportField.Product)),
            OpenedAt = OrNull(values.Text(ImportField.Branch)),
            OpenedOn = values.Day(ImportField.OpenedOn),
            ClosedOn = values.Day(ImportField.ClosedOn),
            Balance = Amount(values, ImportField.AccountBalance, currency),
            BalanceOn = on,
            Available = Amount(values, ImportField.Available, currency),
            Hold = Amount(values, ImportField.Hold, currency),
            CreditLimit = Amount(values, ImportField.CreditLimit, currency),
            Rate = values.Amount(ImportField.Rate),
            MaturesOn = values.Day(ImportField.MaturesOn),
        };
        if (values.Notes.Faults.Count == 0 && told.Fault() is { } fault)
        {
            values.Notes.Add([new(null, fault)]);
        }

        return new(row, values.Notes.Faults, values.Notes.Remarks)
        {
            Account = values.Notes.Faults.Count == 0 ? told : null,
            HolderName = values.Text(ImportField.HolderName),
        };
    }

    /// <summary>A day that is over is told with all its movements; of today nobody knows how far it is.</summary>
    private (DateTimeOffset ToldAt, DateOnly? On) AsOf(RowValues values)
    {
        if (values.Moment(ImportField.AsOf) is { } moment && moment <= receivedAt)
        {
            return (Branch.At(moment), null);
        }

        var received = Branch.DayAt(receivedAt);
        switch (values.Day(ImportField.AsOf))
        {
            case null:
                values.Notes.Add([new(ImportField.AsOf, new("As of which day is this? Say so with the columns."))]);
                return (Branch.At(receivedAt), null);
            case { } day when day > received || day < Earliest:
                values.Notes.Fault(ImportField.AsOf, new("The day lies after the file was received, or too far back."));
                return (Branch.At(receivedAt), null);
            case { } day when day == received:
                return (Branch.At(receivedAt), null);
            case { } day:
                return (Branch.StartOf(day.AddDays(1)).AddMilliseconds(-1), day);
        }
    }

    private long VersionOf(RowValues values, DateTimeOffset toldAt)
    {
        if (!isCounted)
        {
            return ToldAccount.Uncounted(toldAt, receivedAt);
        }

        if (long.TryParse(values.Number(ImportField.AccountVersion), System.Globalization.CultureInfo.InvariantCulture, out var version) && version >= 1)
        {
            return version;
        }

        values.Notes.Fault(ImportField.AccountVersion, new("The version counts from 1."));
        return 1;
    }

    private static AccountStatus StatusOf(RowValues values)
    {
        var word = values.Text(ImportField.AccountStatus);
        if (word.Length == 0)
        {
            return values.Text(ImportField.ClosedOn).Length > 0 ? AccountStatus.Closed : AccountStatus.Open;
        }

        if (values.Choice(ImportField.AccountStatus, LedgerWords.States) is { } status)
        {
            return status;
        }

        values.Notes.Fault(ImportField.AccountStatus, new("In which state is this account? Say so with the columns."));
        return default;
    }

    private static IReadOnlyList<ToldHolder> Holders(RowValues values)
    {
        var (number, elsewhere) = (values.Number(ImportField.CustomerNumber), values.Number(ImportField.ExternalRef));
        if (number.Length + elsewhere.Length == 0)
        {
            values.Notes.Add([new(ImportField.ExternalRef, new("The number of the customer is missing."))]);
        }

        var joint = values.Text(ImportField.JointOwners).Split([';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [new(HolderRole.Owner, OrNull(number.ToUpperInvariant()), number.Length > 0 ? null : OrNull(elsewhere)), .. joint.Select(j => Joint(j))];
    }

    private static ToldHolder Joint(string named) => IsOurs(named) ? new(HolderRole.JointOwner, named.ToUpperInvariant(), null) : new(HolderRole.JointOwner, null, named);

    // C and ten digits.
    private static bool IsOurs(string number) => number.Length == 11 && number[0] is 'C' or 'c' && number.Skip(1).All(char.IsAsciiDigit);

    private static decimal? Amount(RowValues values, ImportField field, string currency)
    {
        var amount = values.Amount(field);
        if (amount is { } told && Currencies.Exist(currency) && (Money.Check(told, currency) ?? (Math.Abs(told) < Money.Most ? null : new Fault("An amount has too many digits."))) is { } fault)
        {
            values.Notes.Fault(field, fault);
        }

        return amount;
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
