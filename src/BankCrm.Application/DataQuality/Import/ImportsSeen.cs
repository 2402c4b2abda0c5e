using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Which imports are there for whom.</summary>
internal static class ImportsSeen
{
    extension(CrmDb db)
    {
        /// <summary>Those of the subjects that this colleague may import.</summary>
        public IQueryable<ImportRun> ImportsSeenBy(CurrentUser user)
        {
            var (customers, ledger) = (user.May(CustomerPermissions.Import), user.May(StatementPermissions.Take));
            return db.Imports.Where(r => r.Subject == ImportSubject.Customers ? customers : ledger);
        }

        /// <summary>To be changed.</summary>
        /// <exception cref="ForbiddenException">It is of a subject they may not import.</exception>
        public async Task<ImportRun> ImportAsync(CurrentUser user, Guid id, CancellationToken ct)
        {
            var run = await db.ForChangeAsync<ImportRun>(id, ct);
            user.DemandImport(run.Subject);
            return run;
        }
    }
}
