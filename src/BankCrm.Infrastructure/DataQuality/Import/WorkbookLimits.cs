using System.IO.Compression;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>What a workbook may unpack to. The sizes it states are believed: the runtime unpacks no byte beyond them.</summary>
internal static class WorkbookLimits
{
    private const int MaxParts = 5_000;
    private const long MaxUnpacked = 3L * 1024 * 1024 * 1024;

    /// <summary>Texts that cells share are held in memory, all of them.</summary>
    private const long MaxSharedTexts = 96L * 1024 * 1024;

    private const long MaxOld = 64L * 1024 * 1024;
    private const long Suspicious = 32L * 1024 * 1024;
    private const int MaxRatio = 300;

    /// <exception cref="RefusedException">It is no workbook, or one that would fill disk or memory.</exception>
    public static void Demand(Stream file)
    {
        if (file.ReadByte() != 'P')
        {
            Refuse.If(file.Length > MaxOld, "An old Excel file may have {0} MB. Save it as a workbook (.xlsx) or as CSV.", MaxOld / (1024 * 1024));
            return;
        }

        file.Position = 0;
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            Refuse.If(zip.GetEntry("xl/workbook.xml") is null, "This is a ZIP archive and no Excel workbook, whatever its name says. Unpack it first.");
            var unpacked = zip.Entries.Sum(e => e.Length);
            Refuse.If(
                zip.Entries.Count > MaxParts || unpacked > MaxUnpacked || zip.Entries.Any(e => e.Length > Suspicious && e.Length / MaxRatio > e.CompressedLength),
                "The workbook unpacks to far more than a list of customers. Save its sheet as CSV and import that.");
            Refuse.If(
                zip.GetEntry("xl/sharedStrings.xml")?.Length > MaxSharedTexts,
                "The workbook holds more text than can be read at once. Save its sheet as CSV (UTF-8) and import that.");
        }
        catch (InvalidDataException)
        {
            throw new RefusedException("The workbook is damaged or was cut off. Open it in Excel and save it again.");
        }
    }
}
