using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>What was found row by row, in numbers that may be as large as the file.</summary>
public interface IImportReport
{
    /// <summary>A check's findings go before the next check or the run. In the transaction that is open.</summary>
    Task ForgetAsync(Guid runId, CancellationToken ct);

    /// <summary>Before the undo: it counts from the beginning. In the transaction that is open.</summary>
    Task BeginUndoAsync(Guid runId, CancellationToken ct);

    /// <summary>Writes the rows that did not come in, or came with a remark: line, what, field, reason, existing customer, and the row itself.</summary>
    /// <remarks>A spreadsheet that opens it runs nothing: cells that would be formulas begin with an apostrophe.</remarks>
    Task WriteAsync(Guid runId, Stream to, ReportWords words, CancellationToken ct);
}

/// <summary>How a report says things, in the reader's language.</summary>
public sealed record ReportWords(Func<string, string> Say, Func<Fault, string> Explain, Func<Enum, string> Name);
