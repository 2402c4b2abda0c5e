using BankCrm.Domain.Common;

namespace BankCrm.Domain.DataQuality.Import;

/// <summary>How far an import is.</summary>
public enum ImportStatus
{
    [Means("Uploaded")] Uploaded,
    [Means("Columns assigned")] Mapped,
    [Means("Being checked")] Checking,
    [Means("Checked")] Checked,
    [Means("Running")] Running,
    [Means("Being cancelled")] Cancelling,
    [Means("Finished")] Done,
    [Means("Cancelled")] Cancelled,
    [Means("Failed")] Failed,
    [Means("Being undone")] Undoing,
    [Means("Undone")] Undone,
}
