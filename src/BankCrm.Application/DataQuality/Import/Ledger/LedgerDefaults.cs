using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.DataQuality.Import;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Import.Ledger;

/// <summary>What a file of accounts or movements does not say itself.</summary>
internal static class LedgerDefaults
{
    extension(CrmDb db)
    {
        /// <summary>The source that was named, or is the branch's last one; and the day of receipt where no column says as of when.</summary>
        public async Task<ImportMapping> WithDefaultsAsync(Guid branchId, ImportMapping mapping, DateTimeOffset receivedAt, string source, CancellationToken ct)
        {
            if (mapping.Subject is ImportSubject.Customers)
            {
                return mapping;
            }

            var known = new Dictionary<ImportField, string>(mapping.Fixed);
            if (source.Length > 0)
            {
                known[ImportField.Source] = source;
            }
            else if (!known.ContainsKey(ImportField.Source) && await db.LastSourceAsync(branchId, ct) is { } last)
            {
                known[ImportField.Source] = last;
            }

            if (mapping.Subject is ImportSubject.Accounts && !mapping.Columns.Contains(ImportField.AsOf))
            {
                known[ImportField.AsOf] = Branch.DayAt(receivedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            }

            return mapping with { Fixed = known };
        }

        private async Task<string?> LastSourceAsync(Guid branchId, CancellationToken ct)
        {
            var last = await db.Imports.Where(r => r.BranchId == branchId && r.Subject != ImportSubject.Customers).OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct);
            return last?.Mapping.Fixed.GetValueOrDefault(ImportField.Source);
        }
    }
}
