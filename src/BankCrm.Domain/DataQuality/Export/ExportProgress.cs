using BankCrm.Domain.Common;

namespace BankCrm.Domain.DataQuality.Export;

/// <summary>How many rows are written, and which process is at it. Apart from the export, because it changes all the time.</summary>
[Class(DataClass.C1)]
public sealed class ExportProgress : IBranchScoped
{
    private ExportProgress() { } // EF Core

    public Guid ExportId { get; private init; }
    public Guid BranchId { get; private init; }
    public int Written { get; private init; }

    /// <summary>0 until the rows are counted.</summary>
    public int Total { get; private init; }

    public string? LeasedBy { get; private init; }

    /// <summary>Beyond this moment another process may begin anew.</summary>
    public DateTimeOffset? LeasedUntil { get; private init; }

    public static ExportProgress Of(CustomerExport export) => new() { ExportId = export.Id, BranchId = export.BranchId };
}
