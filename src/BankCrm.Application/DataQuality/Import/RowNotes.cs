using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>What is to be said of a field of a row. Null: of the row.</summary>
public sealed record RowFault(ImportField? Field, Fault Fault);

/// <summary>One reason for each field: the first, which is the nearest to what the file says.</summary>
internal sealed class RowNotes
{
    private List<RowFault>? faults;
    private List<RowFault>? remarks;

    public IReadOnlyList<RowFault> Faults => faults ?? [];

    public IReadOnlyList<RowFault> Remarks => remarks ?? [];

    public void Fault(ImportField field, Fault fault) => Add([new(field, fault)]);

    public void Remark(ImportField field, Fault fault) => (remarks ??= []).Add(new(field, fault));

    public void Add(IEnumerable<RowFault> found)
    {
        foreach (var fault in found)
        {
            if (faults?.Exists(f => f.Field == fault.Field) is not true)
            {
                (faults ??= []).Add(fault);
            }
        }
    }
}
