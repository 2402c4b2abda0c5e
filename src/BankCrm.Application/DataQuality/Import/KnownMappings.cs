using BankCrm.Application.Common;
using BankCrm.Domain.DataQuality.Import;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>What a branch has learned of the lists it gets.</summary>
internal static class KnownMappings
{
    extension(CrmDb db)
    {
        /// <summary>How a list with the very same columns was understood last. Null: there was none.</summary>
        public async Task<ImportMapping?> LearnedAsync(Guid branchId, ImportSubject subject, IReadOnlyList<string> headers, CancellationToken ct)
        {
            var key = ColumnNames.KeyOf(headers);
            var known = await db.SavedMappings.Where(m => m.BranchId == branchId && m.Subject == subject && m.HeaderKey == key).OrderByDescending(m => m.UsedAt).FirstOrDefaultAsync(ct);
            return known?.Columns.For(headers);
        }

        /// <summary>The mapping an import begins with is the one the next such list is suggested.</summary>
        public async Task LearnAsync(ImportRun run, DateTimeOffset now, CancellationToken ct)
        {
            var key = ColumnNames.KeyOf(run.Layout.Headers);
            var known = await db.SavedMappings.AsTracking().SingleOrDefaultAsync(m => m.BranchId == run.BranchId && m.Subject == run.Subject && m.Name == "" && m.HeaderKey == key, ct);
            if (known is null)
            {
                db.Add(SavedMapping.Keep(Guid.CreateVersion7(), run.BranchId, "", run.Layout, run.Mapping, now));
            }
            else
            {
                known.Replace(run.Layout, run.Mapping, now);
            }
        }
    }
}
