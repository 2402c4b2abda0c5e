using BankCrm.Domain.Common;

namespace BankCrm.Domain.DataQuality.Export;

/// <summary>How far an export is.</summary>
public enum ExportStatus
{
    [Means("Waiting for approval")] Proposed,

    /// <summary>Until the file is there, whether somebody works at it or not.</summary>
    [Means("Being written")] Waiting,

    [Means("Ready to be picked up")] Ready,
    [Means("Picked up")] PickedUp,
    [Means("Turned down")] TurnedDown,
    [Means("Cancelled")] Cancelled,
    [Means("Failed")] Failed,

    /// <summary>Nobody came for the file; it is deleted.</summary>
    [Means("Expired")] Expired,
}

public enum ExportFormat
{
    [Means("CSV, for any program")] Csv,
    [Means("XLSX, for Excel and WPS")] Xlsx,
}
