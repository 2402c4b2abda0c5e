using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Export;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Files;
using BankCrm.Application.Platform.Localisation;
using BankCrm.Domain.DataQuality.Export;

namespace BankCrm.Infrastructure.DataQuality.Export;

/// <summary>Writes one file, from one snapshot of what whoever asked for it may see.</summary>
internal sealed class ExportWriter(
    CrmDb db, CurrentUser user, ExportedCustomers customers, ExportLimits limits, IFileStore files, IColumnCipher cipher, IWording wording, TimeProvider clock)
{
    private const int TellAfter = 2000;

    /// <param name="export">What was asked for.</param>
    /// <param name="tell">Told how many rows of how many are written; throws where nobody wants them any more.</param>
    /// <param name="ct">Stops between rows.</param>
    public async Task<(ExportedFile? File, string? Failure)> WriteAsync(CustomerExport export, Func<int, int, Task> tell, CancellationToken ct)
    {
        var text = wording.In(export.Language);
        var now = clock.GetUtcNow();
        var moment = now.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var by = user.Name;
        var mark = new TableMark(text["Customers"], by, text["Exported by {0} on {1}, reference {2}. Confidential.", by, moment, export.Reference], now);

        await using var snapshot = await db.BeginSnapshotAsync(ct);
        var list = await customers.OfAsync(db, user, ExportRights.Of(user, limits)!, ExportList.Of(export.ListJson), ct);
        var total = await customers.CountAsync(db, user, list, ct);
        if (total > export.RowLimit)
        {
            return (null, "The list has grown beyond what was allowed since it was asked for. Ask again.");
        }

        await tell(0, total);
        var id = Guid.CreateVersion7();
        using var draft = files.Create(ExportFiles.Area, id);
        var rows = 0;
        using (ITable table = export.Format is ExportFormat.Csv ? new CsvTable(draft.Content) : new XlsxTable(draft.Content, mark))
        {
            table.Write(ExportColumns.Headings(list.Columns, text));
            await foreach (var customer in customers.ReadAsync(db, user, list, ct))
            {
                table.Write(ExportColumns.Cells(customer, list.Columns, text));
                if (++rows % TellAfter == 0)
                {
                    await tell(rows, total);
                }
            }

            table.Finish(text["{0} customers.", rows] + " " + mark.Mark);
        }

        await tell(rows, total);
        var stored = draft.Finish();
        return (new(id, cipher.Seal(CustomerExport.FileKeyColumn, id, stored.Key), rows, stored.Digest, stored.Size), null);
    }
}
