using System.Globalization;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.DataQuality.Import.Ledger;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Infrastructure.DataQuality.Import.Ledger;

/// <summary>A row that may be told to the intake.</summary>
/// <param name="Told">A <see cref="ToldAccount"/> or a <see cref="ToldTransaction"/>.</param>
internal sealed record RowToTell<T>(LedgerRow Row, T Told);

/// <summary>Rows of a file of accounts or movements, read and compared with what whoever imports may see.</summary>
internal sealed class LedgerChunk(int lastLine)
{
    private const int ArgMaxLength = 60;

    public int LastLine => lastLine;

    public List<RowToTell<ToldAccount>> Accounts { get; set; } = [];

    public List<RowToTell<ToldTransaction>> Movements { get; set; } = [];

    /// <summary>Of the accounts, those that whoever imports does not see: new ones, or those of others.</summary>
    public List<RowToTell<ToldAccount>> Unseen { get; set; } = [];

    public List<NewFinding> Findings { get; } = [];

    public int Refused { get; private set; }

    public int LeftOut { get; set; }

    public void Refuse(int line, IEnumerable<RowFault> faults)
    {
        Refused++;
        Findings.AddRange(faults.Select(f => Finding(line, ImportFindingKind.Refused, f)));
    }

    public void Refuse(int line, ImportField? field, Fault fault) => Refuse(line, [new(field, fault)]);

    public static NewFinding Finding(int line, ImportFindingKind kind, RowFault fault) => new(
        line, kind, fault.Field, fault.Fault.Sentence,
        [.. fault.Fault.Args.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture)!).Select(a => a.Length > ArgMaxLength ? a[..ArgMaxLength] + "…" : a)], null);
}
