using BankCrm.Application.Accounts.Intake;

namespace BankCrm.Application.DataQuality.Import.Ledger;

/// <summary>A row of a file of accounts or movements, as understood; apart from any bank.</summary>
/// <param name="Faults">Why it is refused. Empty: it may come in.</param>
/// <param name="Remarks">What was left out although the row comes in.</param>
internal sealed record LedgerRow(CsvRow Row, IReadOnlyList<RowFault> Faults, IReadOnlyList<RowFault> Remarks)
{
    public int Line => Row.Line;

    /// <summary>Null: it is refused, or tells of a movement. Its holders are named as the file does.</summary>
    public ToldAccount? Account { get; init; }

    /// <summary>Of the account, as the file calls them. Empty: it does not.</summary>
    public string HolderName { get; init; } = "";

    /// <summary>Null: it is refused, or tells of an account. Without reference or currency where the file has none.</summary>
    public ToldTransaction? Movement { get; init; }
}
